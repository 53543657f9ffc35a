package io.nightbook.domain.input;

import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** A well-formed row of an accounts file. */
public record Organisation(
        String id,
        String name,
        Currency currency,
        ZoneId zone,
        @Nullable String country,
        @Nullable String taxId,
        @Nullable String email,
        @Nullable String address,
        @Nullable String parentId,
        @Nullable String payerId) {}
