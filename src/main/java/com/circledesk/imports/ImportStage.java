package com.circledesk.imports;

/** What a running import is doing. */
public enum ImportStage {
    WAITING,
    READING,
    CHECKING,
    RECORDING,
    DONE
}
