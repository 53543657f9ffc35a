package io.nightbook.csv;

import io.nightbook.domain.report.Statement;
import io.nightbook.domain.report.UsageRow;
import java.nio.charset.StandardCharsets;

/**
 * The usage of a statement as CSV, by day, meter, agent and project: {@code
 * day,meter,category,agent,project,late,events,quantity,credits}.
 *
 * <p>{@code late} is yes where the day lies before the cycle: usage of closed time that this cycle bears.
 */
public final class StatementUsageFile {

    private StatementUsageFile() {}

    public static byte[] of(Statement statement) {
        StringBuilder text = new StringBuilder(1024);
        PeopleFile file = new PeopleFile(text);
        file.row("day", "meter", "category", "agent", "project", "late", "events", "quantity", "credits");
        for (UsageRow row : statement.usage()) {
            String late = row.day().isBefore(statement.cycle().firstDay()) ? "yes" : "";
            file.row(
                    row.day(),
                    row.meter(),
                    row.category(),
                    row.agent(),
                    row.project(),
                    late,
                    row.events(),
                    row.quantity(),
                    row.credits());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
