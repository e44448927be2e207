package com.circledesk.imports.mappings;

/** A saved column mapping: its name is unique per kind, case-blind. */
public record ColumnMapping(long id, String kind, String name, MappingDefinition definition, int version) {}
