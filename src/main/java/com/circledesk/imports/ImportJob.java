package com.circledesk.imports;

import com.circledesk.imports.mappings.MappingDefinition;
import com.circledesk.users.Actor;
import org.jspecify.annotations.Nullable;

/** What one import has to do, and on whose behalf. */
record ImportJob(
        long id,
        RowImporter importer,
        boolean commit,
        boolean partial,
        String fileName,
        UploadedFile file,
        MappingDefinition mapping,
        Actor actor,
        @Nullable String requestId) {}
