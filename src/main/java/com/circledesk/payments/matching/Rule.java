package com.circledesk.payments.matching;

/** One test of what a credit may pay. */
interface Rule {
    void find(Question question);
}
