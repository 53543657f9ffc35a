package io.nightbook.domain.input;

import io.nightbook.domain.account.Account;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A well-formed row of a subscriptions file: a start or a change of a plan, and perhaps its last day. */
public record PlanChange(
        Account account,
        String planId,
        LocalDate startsOn,
        @Nullable LocalDate endsOn) {}
