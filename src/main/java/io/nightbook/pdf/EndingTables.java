package io.nightbook.pdf;

import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.report.BatchStanding;
import io.nightbook.domain.report.Ending;
import io.nightbook.domain.report.Statement;
import io.nightbook.domain.time.LocalDays;
import io.nightbook.pdf.Strip.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What ended in a cycle and what lapses next: beside each other where both are short, else below. */
final class EndingTables {

    private static final int SHORT = 6;
    private static final float HALF = SideBySide.LEFT_END - Strip.LEFT;

    private final Statement statement;
    private final Typefaces typefaces;
    private final LocalDays days;

    EndingTables(Statement statement, Typefaces typefaces) {
        this.statement = statement;
        this.typefaces = typefaces;
        this.days = statement.account().days();
    }

    List<Strip> strips() {
        List<Ending> endings = new ArrayList<>();
        for (Movement.Kind kind : List.of(Movement.Kind.EXPIRED, Movement.Kind.ROLLED_OUT, Movement.Kind.VOIDED)) {
            endings.addAll(statement.endings(kind));
        }
        List<BatchStanding> next = statement.lapsingNext();
        if (!endings.isEmpty() && !next.isEmpty() && endings.size() <= SHORT && next.size() <= SHORT) {
            return List.of(new SideBySide(
                    ended(endings, Strip.LEFT, HALF).strips(),
                    lapsing(next, SideBySide.RIGHT_START, HALF).strips()));
        }
        List<Strip> strips = new ArrayList<>();
        float whole = Strip.RIGHT - Strip.LEFT;
        if (!endings.isEmpty()) {
            strips.addAll(ended(endings, Strip.LEFT, whole).strips());
            strips.add(new Gap(10));
        }
        if (!next.isEmpty()) {
            strips.addAll(lapsing(next, Strip.LEFT, whole).strips());
        }
        return strips;
    }

    private Table ended(List<Ending> endings, float left, float width) {
        Table table = table("Ended in the cycle", "Last day", left, width);
        for (Ending ending : endings) {
            BatchStanding batch = statement.batch(ending.batchId()).orElse(null);
            table.row(
                    word(ending.kind()) + ": " + (batch == null ? ending.batchId() : new BatchText(batch, days).name()),
                    switch (ending.kind()) {
                        case EXPIRED -> BatchText.lapse(batch, ending.at(), days);
                        case ROLLED_OUT -> BatchText.through(ending.at(), days);
                        default -> Figures.shortDate(days.dateOf(ending.at()));
                    },
                    Figures.credits(ending.credits()));
        }
        return table;
    }

    private static String word(Movement.Kind kind) {
        return switch (kind) {
            case EXPIRED -> "Lapsed";
            case ROLLED_OUT -> "Rolled over";
            default -> "Voided";
        };
    }

    private Table lapsing(List<BatchStanding> next, float left, float width) {
        Table table = table("Lapses next", "Usable through", left, width);
        for (BatchStanding batch : next) {
            table.row(
                    new BatchText(batch, days).name(),
                    BatchText.through(Objects.requireNonNull(batch.expiresAt()), days),
                    Figures.credits(batch.closing()));
        }
        return table;
    }

    private Table table(String title, String day, float left, float width) {
        return new Table(
                typefaces,
                List.of(
                        Column.text(title, left, left + width - 120),
                        Column.text(day, left + width - 115, left + width - 52),
                        Column.number("Credits", left + width - 52, left + width)));
    }
}
