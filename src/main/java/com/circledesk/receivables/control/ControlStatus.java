package com.circledesk.receivables.control;

/** How a control run stands: a failed one could not ask all of its questions. */
public enum ControlStatus {
    RUNNING,
    CLEAN,
    DIFFERENCES,
    FAILED
}
