package muster.http.h1;

import muster.http.FieldNames.Role;
import muster.http.HeaderFields;
import muster.http.HostPort;
import muster.http.HttpException;
import muster.http.Target;
import muster.http.TokenList;
import org.jspecify.annotations.Nullable;

/// What a head says about its message and its connection: for which host, how the content is delimited, what happens
/// afterwards. Where two parties could read a head differently, it is refused (request smuggling, RFC 9112 §11.2).
final class Framing {
    private static final int NONE = -1;

    private final boolean strict;
    private int hostAt;
    private int lengthAt;
    private int codingAt;
    private int expectAt;
    private int upgradeAt;
    private int connectionAt;
    private boolean severalHosts;
    private boolean severalLengths;
    private boolean severalCodings;

    private @Nullable HostPort host;
    private BodyFraming body = BodyFraming.NONE;
    private long contentLength;
    private boolean expectContinue;
    private boolean keepAlive;
    private boolean saidKeepAlive;
    private @Nullable String upgrade;

    /// The last Host value that was checked, and what came of it: most requests to a child name one of few hosts.
    private String lastHostText = "";
    private @Nullable HostPort lastHost;

    Framing(boolean strict) {
        this.strict = strict;
        reset();
    }

    void reset() {
        hostAt = NONE;
        lengthAt = NONE;
        codingAt = NONE;
        expectAt = NONE;
        upgradeAt = NONE;
        connectionAt = NONE;
        severalHosts = false;
        severalLengths = false;
        severalCodings = false;
        host = null;
        body = BodyFraming.NONE;
        contentLength = 0;
        expectContinue = false;
        keepAlive = false;
        saidKeepAlive = false;
        upgrade = null;
    }

    /// Remembers where a field of this role stands.
    void note(Role role, int index) {
        switch (role) {
            case PLAIN -> {}
            case HOST -> {
                severalHosts = hostAt != NONE;
                hostAt = hostAt == NONE ? index : hostAt;
            }
            case CONTENT_LENGTH -> {
                severalLengths = lengthAt != NONE;
                lengthAt = index;
            }
            case TRANSFER_ENCODING -> {
                severalCodings = codingAt != NONE;
                codingAt = index;
            }
            case CONNECTION -> connectionAt = connectionAt == NONE ? index : connectionAt;
            case EXPECT -> expectAt = expectAt == NONE ? index : expectAt;
            case UPGRADE -> upgradeAt = upgradeAt == NONE ? index : upgradeAt;
        }
    }

    /// Draws the conclusions when the head is complete.
    void finish(RequestLine line, Target target, HeaderFields headers) throws HttpException {
        boolean version11 = line.protocol() >= 1001;
        chooseHost(line, target, headers, version11);
        frame(line, headers, version11);
        if (connectionAt != NONE) {
            readConnection(headers, version11);
        } else {
            keepAlive = version11;
        }
        if (expectAt != NONE && version11) {
            String expectation = headers.value(expectAt);
            if (!expectation.equalsIgnoreCase("100-continue")) {
                throw new HttpException(
                        417, 570, "client sent an unrecognized expectation value of Expect: " + expectation);
            }
            expectContinue = body != BodyFraming.NONE;
        }
    }

    private void chooseHost(RequestLine line, Target target, HeaderFields headers, boolean version11)
            throws HttpException {
        String text = hostAt == NONE ? "" : headers.value(hostAt);
        if (version11 && (hostAt == NONE || text.isEmpty() && target.authority() == null)) {
            throw new HttpException(
                    400,
                    569,
                    "client sent HTTP/1.1 request without hostname (see RFC2616 section 14.23): " + line.target());
        }
        if (severalHosts && strict) {
            throw malformedHost(headers.joined("Host"));
        }
        HostPort asked = target.authority();
        if (asked != null) {
            // RFC 9112 §3.2.2: the target's authority takes Host's place; whatever looks at Host must see it.
            headers.set("Host", authorityText(line, target));
            host = asked;
            return;
        }
        if (!text.isEmpty()) {
            host = checkedHost(text);
        }
    }

    private HostPort checkedHost(String text) throws HttpException {
        HostPort known = lastHost;
        if (known != null && text.equals(lastHostText)) {
            return known;
        }
        HostPort parsed = HostPort.parse(text, strict);
        if (parsed == null) {
            throw malformedHost(text);
        }
        lastHostText = text;
        lastHost = parsed;
        return parsed;
    }

    /// The authority as the client wrote it, without a user name.
    private static String authorityText(RequestLine line, Target target) {
        if (target.form() == Target.Form.AUTHORITY) {
            return line.target();
        }
        String text = line.target();
        int start = text.indexOf("://") + 3;
        int end = start;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(Math.max(start, text.lastIndexOf('@', end - 1) + 1), end);
    }

    private static HttpException malformedHost(@Nullable String text) {
        return new HttpException(400, 550, "Client sent malformed Host header: " + text);
    }

    private void frame(RequestLine line, HeaderFields headers, boolean version11) throws HttpException {
        if (codingAt != NONE) {
            if (lengthAt != NONE) {
                throw new HttpException(
                        400, "client sent both Transfer-Encoding and Content-Length: " + line.target());
            }
            if (!version11) {
                throw new HttpException(400, "client sent Transfer-Encoding in HTTP/1.0: " + line.target());
            }
            if (severalCodings || !headers.value(codingAt).equalsIgnoreCase("chunked")) {
                throw new HttpException(
                        400,
                        2539,
                        "client sent unknown Transfer-Encoding (" + headers.joined("Transfer-Encoding") + "): "
                                + line.target());
            }
            body = BodyFraming.CHUNKED;
        } else if (lengthAt != NONE) {
            contentLength = severalLengths ? -1 : length(headers.value(lengthAt));
            if (contentLength < 0) {
                throw new HttpException(
                        400,
                        10242,
                        "client sent invalid Content-Length (" + headers.joined("Content-Length") + "): "
                                + line.target());
            }
            body = contentLength == 0 ? BodyFraming.NONE : BodyFraming.LENGTH;
        }
    }

    /// Digits and nothing else (RFC 9110 §8.6), or -1.
    static long length(String text) {
        long value = text.isEmpty() ? -1 : 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - 9) / 10) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private void readConnection(HeaderFields headers, boolean version11) {
        boolean close = false;
        boolean upgrading = false;
        for (int i = connectionAt; i >= 0; i = headers.indexOf("Connection", i + 1)) {
            String options = headers.value(i);
            saidKeepAlive |= TokenList.has(options, "keep-alive");
            close |= TokenList.has(options, "close");
            upgrading |= TokenList.has(options, "upgrade");
        }
        keepAlive = !close && (version11 || saidKeepAlive);
        if (upgrading && version11 && upgradeAt != NONE) {
            upgrade = headers.joined("Upgrade");
        }
    }

    @Nullable HostPort host() {
        return host;
    }

    BodyFraming body() {
        return body;
    }

    long contentLength() {
        return contentLength;
    }

    boolean expectContinue() {
        return expectContinue;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    boolean saidKeepAlive() {
        return saidKeepAlive;
    }

    @Nullable String upgrade() {
        return upgrade;
    }
}
