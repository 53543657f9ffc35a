package io.nightbook.ubl;

import com.helger.commons.io.resource.inmemory.ReadableResourceByteArray;
import com.helger.diver.api.coord.DVRCoordinate;
import com.helger.phive.api.execute.ValidationExecutionManager;
import com.helger.phive.api.executorset.ValidationExecutorSetRegistry;
import com.helger.phive.api.result.ValidationResultList;
import com.helger.phive.api.validity.IValidityDeterminator;
import com.helger.phive.en16931.EN16931Validation;
import com.helger.phive.xml.source.IValidationSourceXML;
import com.helger.phive.xml.source.ValidationSourceXML;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The schema of UBL 2.1 and the rules of EN 16931, as they are published. */
public final class StandardRules {

    private static final ValidationExecutorSetRegistry<IValidationSourceXML> PUBLISHED =
            new ValidationExecutorSetRegistry<>();

    static {
        EN16931Validation.initEN16931(PUBLISHED);
    }

    private StandardRules() {}

    /** What an invoice or a credit note breaks, warnings included. */
    public static List<String> brokenBy(byte[] file) {
        boolean isCredit = new String(file, StandardCharsets.UTF_8).contains("<CreditNote ");
        DVRCoordinate rules =
                isCredit ? EN16931Validation.VID_UBL_CREDIT_NOTE_1313 : EN16931Validation.VID_UBL_INVOICE_1313;
        ValidationResultList results = ValidationExecutionManager.executeValidation(
                IValidityDeterminator.createDefault(),
                PUBLISHED.getOfID(rules),
                ValidationSourceXML.create(new ReadableResourceByteArray(file)));
        List<String> broken = new ArrayList<>();
        results.forEach(result -> result.getErrorList().forEach(error -> broken.add(error.getAsString(Locale.ROOT))));
        return broken;
    }
}
