package dev.dowser.server.metatools.result;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;

record NoLimit() implements ResultLimit {

  @Override
  public CallOutcome fit(CallOutcome outcome, Caller caller) {
    return outcome;
  }

  @Override
  public boolean isReader(String name) {
    return false;
  }

  @Override
  public ReadOutcome read(String handle, int offset, Caller caller) {
    return new ReadOutcome.Faulty("Results are never shortened here.");
  }
}
