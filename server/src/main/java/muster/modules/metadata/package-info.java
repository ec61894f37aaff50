/// What is known about a request and its response beside the content: environment variables, header fields (httpd's
/// modules/metadata).
@NullMarked
package muster.modules.metadata;

import org.jspecify.annotations.NullMarked;
