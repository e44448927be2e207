package com.circledesk.collections.worklist;

import java.math.BigDecimal;

/**
 * A factor's part of the score.
 *
 * @param points of 100 for the whole
 * @param most what it would be at full value
 */
public record FactorScore(Factor factor, BigDecimal points, BigDecimal most) {}
