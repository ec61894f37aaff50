package muster.modules.http;

import java.nio.charset.StandardCharsets;

/// The media types that a site can hardly do without, for a configuration that names no TypesConfig.
final class CommonTypes {
    private static final String LINES =
            """
            text/html html htm
            text/css css
            text/javascript js mjs
            text/plain txt text log conf ini
            text/csv csv
            text/markdown md markdown
            text/calendar ics
            text/vcard vcf
            application/json json map
            application/ld+json jsonld
            application/manifest+json webmanifest
            application/xml xml xsl
            application/xhtml+xml xhtml xht
            application/atom+xml atom
            application/rss+xml rss
            application/wasm wasm
            application/pdf pdf
            application/rtf rtf
            application/zip zip
            application/gzip gz tgz
            application/x-bzip2 bz2
            application/x-xz xz
            application/zstd zst
            application/x-tar tar
            application/x-7z-compressed 7z
            application/vnd.rar rar
            application/java-archive jar
            application/octet-stream bin iso img dmg
            application/msword doc
            application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
            application/vnd.ms-excel xls
            application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
            application/vnd.ms-powerpoint ppt
            application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
            application/vnd.oasis.opendocument.text odt
            application/vnd.oasis.opendocument.spreadsheet ods
            application/epub+zip epub
            image/png png
            image/jpeg jpg jpeg
            image/gif gif
            image/webp webp
            image/avif avif
            image/svg+xml svg
            image/x-icon ico
            image/bmp bmp
            image/tiff tif tiff
            font/woff woff
            font/woff2 woff2
            font/ttf ttf
            font/otf otf
            application/vnd.ms-fontobject eot
            audio/mpeg mp3
            audio/mp4 m4a
            audio/ogg ogg oga opus
            audio/flac flac
            audio/x-wav wav
            video/mp4 mp4 m4v
            video/webm webm
            video/ogg ogv
            video/quicktime mov
            video/x-matroska mkv
            video/mp2t ts
            application/vnd.apple.mpegurl m3u8
            """;

    private CommonTypes() {}

    static MimeTypes table() {
        return new MimeTypes(LINES.getBytes(StandardCharsets.US_ASCII));
    }
}
