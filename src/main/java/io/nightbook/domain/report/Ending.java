package io.nightbook.domain.report;

import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import java.time.Instant;

/** Credits of a batch that lapsed, rolled over or were voided at an instant; the number is 0 or more. */
public record Ending(String batchId, Movement.Kind kind, Instant at, Credits credits) {}
