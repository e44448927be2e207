/** From an uploaded file to rows of cells, streamed: CSV and XLSX, and every way in which a file can be broken. */
@NamedInterface("files")
@NullMarked
package com.circledesk.imports.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
