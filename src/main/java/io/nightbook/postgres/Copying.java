package io.nightbook.postgres;

import java.io.IOException;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOperation;

/** COPY between the program and a server, given up where it does not come to its end. */
final class Copying {

    private Copying() {}

    /** Sends what is to be copied. */
    interface Feed {
        void into(CopyIn copy) throws SQLException, IOException;
    }

    /** Copies into a table; answers the number of rows. */
    static long in(PGConnection to, Sql sql, Feed feed) throws SQLException, IOException {
        CopyIn copy = to.getCopyAPI().copyIn(sql.text());
        try {
            feed.into(copy);
            return copy.endCopy();
        } finally {
            giveUp(copy);
        }
    }

    /** Ends a copy that is not at its end; else the connection could not go on. */
    static void giveUp(CopyOperation copy) throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
