package com.circledesk.collections.targets;

import com.circledesk.shared.Money;
import java.time.YearMonth;

/** @param seen the version that was looked at, 0 where there was none */
public record ChangeTarget(String account, YearMonth month, int seen, Money current, Money arrears, String reason) {}
