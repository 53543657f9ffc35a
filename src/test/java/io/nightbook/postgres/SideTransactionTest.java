package io.nightbook.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import com.zaxxer.hikari.HikariDataSource;
import io.nightbook.cases.TestServer;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Transactions beside the one that runs. */
class SideTransactionTest {

    private static final Sql MAKE =
            new Sql("make", "create temp table made as select n from generate_series(1, 5) as n");
    private static final Sql SEND = new Sql("send", "copy made to stdout");
    private static final Sql TAKE = new Sql("take", "copy taken from stdin");

    @Test
    void whatOneMadeIsPouredIntoTheRunningTransactionAndUndoneWithIt() {
        try (Database database = TestServer.get().database()) {
            long poured = database.inTransactionUndone(() -> {
                database.sql(new Sql("create", "create temp table taken (n int)"))
                        .update();
                try (SideTransaction side = new SideTransaction(database, "side")) {
                    side.run(connection -> side.sql(MAKE).update());
                    side.pour(SEND, TAKE);
                }
                return database.sql(new Sql("count", "select sum(n) from taken"))
                        .query(Long.class)
                        .single();
            });

            assertThat(poured).isEqualTo(15);
            assertThat(active(database)).isZero();
        }
    }

    @Test
    void oneWhoseConnectionIsGoneSaysSoOnceAndKeepsNoOtherFromBeingClosed() throws InterruptedException {
        try (Database database = TestServer.get().database()) {
            try (SideTransaction lost = new SideTransaction(database, "lost");
                    SideTransaction other = new SideTransaction(database, "other")) {
                lost.run(connection -> lost.sql(MAKE).update());
                lost.run(connection -> lost.sql(new Sql("end", "select pg_terminate_backend(pg_backend_pid())"))
                        .query(Boolean.class)
                        .single());
                other.run(connection -> other.sql(MAKE).update());

                assertThatException().isThrownBy(lost::commit).withMessageContaining("terminating connection");
            }

            assertThat(active(database)).isZero();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (Set.of("lost", "other").contains(thread.getName())) {
                    thread.join(10_000);
                    assertThat(thread.isAlive()).isFalse();
                }
            }
        }
    }

    private static int active(Database database) {
        return ((HikariDataSource) database.source()).getHikariPoolMXBean().getActiveConnections();
    }
}
