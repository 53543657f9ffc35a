package io.nightbook.yaml;

import static java.util.Comparator.comparing;

import io.nightbook.domain.catalog.Plan;
import io.nightbook.domain.catalog.PlanVersion;
import java.util.ArrayList;
import java.util.List;

/** A plan: {@code id} and at least one of {@code versions}, in any order, no two from the same day. */
final class PlanSection {

    private PlanSection() {}

    /** A plan; its prices are added to {@code priceLists}, since what the books ask of them is known only later. */
    static Plan read(Value value, List<PriceList> priceLists) {
        Fields fields = Fields.of(value, "a plan", "id", "versions");
        String id = Texts.id(fields.required("id"));
        Declared days = new Declared("plan version from");
        List<PlanVersion> versions = new ArrayList<>();
        for (Value item : fields.required("versions").filledList("plan version")) {
            versions.add(VersionSection.read(id, item, days, priceLists));
        }
        versions.sort(comparing(PlanVersion::from));
        return new Plan(id, List.copyOf(versions));
    }
}
