package io.nightbook.cli;

import io.nightbook.postgres.DatabaseAddress;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of a command line that means nothing: one plain message, and where to read more. */
final class Complaints {

    private Complaints() {}

    /**
     * Refuses words that nobody takes, beside a request for help too.
     *
     * @throws UnmatchedArgumentException if there are any
     */
    static void refuseUnknown(ParseResult result) {
        for (ParseResult at = result; at != null; at = at.subcommand()) {
            if (!at.unmatched().isEmpty()) {
                throw new UnmatchedArgumentException(at.commandSpec().commandLine(), at.unmatched());
            }
        }
    }

    static int say(ParameterException error) {
        CommandLine command = error.getCommandLine();
        String message = error instanceof UnmatchedArgumentException unmatched
                ? unknown(unmatched)
                : String.valueOf(error.getMessage());
        // a URL without its option tells a password
        command.getErr()
                .println(DatabaseAddress.masked(message) + " ("
                        + command.getCommandSpec().qualifiedName() + " --help shows more)");
        return Main.WRONG_USAGE;
    }

    private static String unknown(UnmatchedArgumentException error) {
        CommandLine command = error.getCommandLine();
        String word = error.getUnmatched().get(0);
        if (word.startsWith("-") || command.getSubcommands().isEmpty()) {
            return command.getCommandSpec().qualifiedName() + " takes no " + word;
        }
        return "There is no command " + word + "; known: "
                + String.join(", ", command.getSubcommands().keySet());
    }
}
