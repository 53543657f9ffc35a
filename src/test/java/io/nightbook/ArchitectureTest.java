package io.nightbook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.nightbook.csv.SeesAnotherEdge;
import io.nightbook.csv.UsesAnotherTechnology;
import io.nightbook.csv.UsesWhatNobodyOwns;
import io.nightbook.domain.money.SeesALaterRoom;
import io.nightbook.domain.money.UsesMoreThanTheLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may see whom, from one list of rooms; and each rule goes red on a class that breaks it. */
class ArchitectureTest {

    private static final String BASE = "io.nightbook";

    /** What a room is for the others. */
    private enum Kind {
        /** The language and the rooms before it, nothing else. */
        PURE,
        /** Owns a technology; sees pure rooms, and no other edge. */
        EDGE,
        /** Where edges meet. */
        MEETING
    }

    /** A room, and the technologies that it owns, by the beginnings of their packages. */
    private record Room(String name, Kind kind, List<String> owns) {

        static Room pure(String name) {
            return new Room(name, Kind.PURE, List.of());
        }

        static Room edge(String name, String... owns) {
            return new Room(name, Kind.EDGE, List.of(owns));
        }

        static Room meeting(String name, String... owns) {
            return new Room(name, Kind.MEETING, List.of(owns));
        }

        String packageName() {
            return name.isEmpty() ? BASE : BASE + "." + name;
        }
    }

    /** The rooms; each sees only rooms before it. */
    private static final List<Room> ROOMS = List.of(
            Room.pure("domain.money"),
            Room.pure("domain.time"),
            Room.pure("domain.catalog"),
            Room.pure("domain.account"),
            Room.pure("domain.usage"),
            Room.pure("domain.credit"),
            Room.pure("domain.input"),
            Room.pure("domain.replay"),
            Room.pure("domain.cycle"),
            Room.pure("domain.settlement"),
            Room.pure("domain.invoice"),
            Room.pure("domain.report"),
            Room.pure("job"),
            Room.edge("csv", "org.apache.commons.csv"),
            Room.edge("pdf", "com.lowagie"),
            Room.edge("ubl", "javax.xml.stream"),
            Room.edge(
                    "postgres",
                    "java.sql",
                    "javax.net",
                    "org.postgresql",
                    "com.zaxxer.hikari",
                    "org.flywaydb",
                    "org.springframework.jdbc",
                    "org.apache.commons.compress",
                    "org.tukaani.xz"),
            Room.meeting("batch.catalog"),
            Room.meeting("batch.intake"),
            Room.meeting("batch", "org.springframework.batch", "org.springframework.core.task"),
            Room.meeting("batch.explain"),
            Room.meeting("cli", "picocli"),
            // a Quartz job store asks for its connections in the words of java.sql
            Room.edge("quartz", "org.quartz", "java.sql"),
            Room.edge("yaml", "org.yaml.snakeyaml"),
            Room.meeting("", "ch.qos.logback"));

    /** What a pure room may use. */
    private static final List<String> LANGUAGE =
            List.of("java.lang", "java.math", "java.time", "java.util", "org.jspecify.annotations");

    /** What belongs to nobody: the JDK but for what a room owns of it, and the words for transactions and the log. */
    private static final List<String> SHARED = List.of(
            "java",
            "javax.sql",
            "org.jspecify.annotations",
            "org.slf4j",
            "org.springframework.dao",
            "org.springframework.transaction",
            "org.springframework.util");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    private static final ArchRule ROOMS_SEE_ONLY_ROOMS_BEFORE_THEM = rule(
            "see only rooms before their own",
            (room, target) -> !isOurs(target) || ROOMS.indexOf(roomOf(target)) <= ROOMS.indexOf(room));

    private static final ArchRule EDGES_SEE_NO_OTHER_EDGE = rule(
            "see no other edge, unless they are where edges meet",
            (room, target) -> room.kind() != Kind.EDGE
                    || !isOurs(target)
                    || roomOf(target).equals(room)
                    || roomOf(target).kind() == Kind.PURE);

    private static final ArchRule PURE_ROOMS_USE_THE_LANGUAGE_ALONE = rule(
            "use the language alone in a pure room",
            (room, target) -> room.kind() != Kind.PURE || isOurs(target) || begins(target, LANGUAGE));

    private static final ArchRule EACH_TECHNOLOGY_STAYS_IN_ITS_ROOM =
            rule("use no technology but their room's own", (room, target) -> isOurs(target) || mayUse(room, target));

    private static ArchRule rule(String description, BiPredicate<Room, JavaClass> allowed) {
        return classes().should(new ArchCondition<>(description) {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (!target.isPrimitive() && !allowed.test(roomOf(user), target)) {
                        events.add(SimpleConditionEvent.violated(user, dependency.getDescription()));
                    }
                }
            }
        });
    }

    private static boolean isOurs(JavaClass type) {
        return begins(type, List.of(BASE));
    }

    private static Room roomOf(JavaClass type) {
        return ROOMS.stream()
                .filter(room -> room.packageName().equals(type.getPackageName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type.getName() + " is in no room of the list"));
    }

    private static boolean mayUse(Room room, JavaClass target) {
        List<Room> owners =
                ROOMS.stream().filter(owner -> begins(target, owner.owns())).toList();
        return owners.isEmpty() ? begins(target, SHARED) : owners.contains(room);
    }

    private static boolean begins(JavaClass type, List<String> packages) {
        return packages.stream().anyMatch(name -> (type.getPackageName() + ".").startsWith(name + "."));
    }

    private static List<String> violations(ArchRule rule, JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }

    private static JavaClasses only(Class<?> type) {
        return new ClassFileImporter().importClasses(type);
    }

    @Test
    void theListIsThatOfThePackagesThatExist() throws IOException {
        Path base = Path.of("src/main/java/io/nightbook");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(base)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> base.relativize(file.resolveSibling(""))
                            .toString()
                            .replace('/', '.')
                            .replaceAll("\\.$", ""))
                    .distinct()
                    .forEach(found::add);
        }

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        ROOMS.stream().map(Room::name).toList());
    }

    @Test
    void aRoomSeesOnlyRoomsBeforeIt() {
        assertThat(violations(ROOMS_SEE_ONLY_ROOMS_BEFORE_THEM, PRODUCT)).isEmpty();
        assertThat(violations(ROOMS_SEE_ONLY_ROOMS_BEFORE_THEM, only(SeesALaterRoom.class)))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains("io.nightbook.domain.report"));
    }

    @Test
    void edgesMeetOnlyInBatchAndOnTopOfIt() {
        assertThat(violations(EDGES_SEE_NO_OTHER_EDGE, PRODUCT)).isEmpty();
        assertThat(violations(EDGES_SEE_NO_OTHER_EDGE, only(SeesAnotherEdge.class)))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains("io.nightbook.postgres"));
    }

    @Test
    void aPureRoomUsesTheLanguageAlone() {
        assertThat(violations(PURE_ROOMS_USE_THE_LANGUAGE_ALONE, PRODUCT)).isEmpty();
        assertThat(violations(PURE_ROOMS_USE_THE_LANGUAGE_ALONE, only(UsesMoreThanTheLanguage.class)))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains("java.nio.file"));
    }

    @Test
    void eachTechnologyStaysInItsRoom() {
        assertThat(violations(EACH_TECHNOLOGY_STAYS_IN_ITS_ROOM, PRODUCT)).isEmpty();
        assertThat(violations(EACH_TECHNOLOGY_STAYS_IN_ITS_ROOM, only(UsesAnotherTechnology.class)))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains("java.sql"));
        assertThat(violations(EACH_TECHNOLOGY_STAYS_IN_ITS_ROOM, only(UsesWhatNobodyOwns.class)))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains("org.assertj"));
    }

    @Test
    void eachTechnologyOfTheListIsUsedByItsRoom() {
        for (Room room : ROOMS) {
            for (String technology : room.owns()) {
                assertThat(PRODUCT.stream()
                                .filter(type -> roomOf(type).equals(room))
                                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                                .anyMatch(use -> begins(use.getTargetClass(), List.of(technology))))
                        .as("%s is used in %s", technology, room.name())
                        .isTrue();
            }
        }
    }
}
