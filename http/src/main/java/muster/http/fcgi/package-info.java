/// FastCGI 1.0 on the wire, as a web server speaks it: records out ([muster.http.fcgi.RecordWriter]) and in
/// ([muster.http.fcgi.RecordReader]). One request at a time on a connection, number 1, in the role of a responder or an authorizer:
/// no backend multiplexes.
@NullMarked
package muster.http.fcgi;

import org.jspecify.annotations.NullMarked;
