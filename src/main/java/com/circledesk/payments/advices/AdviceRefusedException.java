package com.circledesk.payments.advices;

import com.circledesk.imports.ImportFault;
import com.circledesk.shared.BusinessRuleException;
import java.util.List;

/** Lines of a pasted advice cannot be taken; nothing was recorded. */
public class AdviceRefusedException extends BusinessRuleException {
    private final transient List<ImportFault> faults;

    AdviceRefusedException(List<ImportFault> faults) {
        super(
                faults.get(0).code(),
                "Line %d: %s".formatted(faults.get(0).row(), faults.get(0).message()));
        this.faults = List.copyOf(faults);
    }

    /** In the order of the lines. */
    public List<ImportFault> faults() {
        return faults;
    }
}
