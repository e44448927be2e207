package com.circledesk.receivables.kpi;

import java.util.List;

/** The operators and accounts within somebody's scope, to choose from. */
public record KpiChoices(List<Choice> operators, List<Choice> accounts) {
    public record Choice(String value, String label) {}

    public KpiChoices {
        operators = List.copyOf(operators);
        accounts = List.copyOf(accounts);
    }
}
