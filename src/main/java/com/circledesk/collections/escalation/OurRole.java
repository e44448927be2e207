package com.circledesk.collections.escalation;

/** Who of ours is told. Where an account has no manager, the head of its circle is told instead. */
public enum OurRole {
    ACCOUNT_MANAGER,
    SALES_HEAD,
    FINANCE
}
