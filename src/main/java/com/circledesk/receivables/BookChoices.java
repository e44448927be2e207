package com.circledesk.receivables;

import java.util.List;

/** The values of the filter that somebody's circles offer. */
public record BookChoices(List<Choice> operators, List<Choice> accounts) {
    /** What a select shows and sends. */
    public record Choice(String value, String label) {}

    public BookChoices {
        operators = List.copyOf(operators);
        accounts = List.copyOf(accounts);
    }
}
