package dev.dowser.server.backend.link;

/** How many backends begin something at once; a process costs more than a request. */
record Gates(StartGate processes, StartGate requests, StartGate discovery) {

  Gates(Background background) {
    this(
        new StartGate(background, 8), new StartGate(background, 64), new StartGate(background, 64));
  }

  StartGate startOf(BackendPlan plan) {
    return plan.startsProcess() ? processes : requests;
  }
}
