package com.circledesk.receivables;

import com.circledesk.shared.Choice;
import java.util.List;

/** The values of the filter that somebody's circles offer. */
public record BookChoices(List<Choice> operators, List<Choice> accounts) {

    public BookChoices {
        operators = List.copyOf(operators);
        accounts = List.copyOf(accounts);
    }
}
