package dev.dowser.server.schema;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;

/** Counts the steps of one validation: recursive schemas can take exponential time. */
final class BoundedContext extends ExecutionContext {
  private static final int DEEPEST = 500;
  private static final long LONGEST_NANOS = 250_000_000;
  private static final int STEPS_PER_LOOK = 8;

  private final long started = System.nanoTime();
  private int depth;
  private int steps;

  BoundedContext(ExecutionConfig config) {
    super(config);
  }

  @Override
  public void evaluationPathAddLast(String token) {
    step();
    super.evaluationPathAddLast(token);
  }

  @Override
  public void evaluationPathAddLast(int token) {
    step();
    super.evaluationPathAddLast(token);
  }

  @Override
  public void evaluationPathRemoveLast() {
    depth--;
    super.evaluationPathRemoveLast();
  }

  private void step() {
    if (++depth > DEEPEST) {
      throw new ValidationAborted("the schema refers to itself without end");
    }
    if (++steps % STEPS_PER_LOOK == 0 && System.nanoTime() - started > LONGEST_NANOS) {
      throw new ValidationAborted("checking takes too long");
    }
  }
}
