package muster.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Certificates for the tests, made once a run by the `openssl` command.
///
/// | file | what |
/// | --- | --- |
/// | `ca.pem`, `ca.crl` | an authority, and what it has revoked |
/// | `rsa`, `ec`, `ed25519` | servers: `localhost`, `one.test`, `two.test`, each `.pem` and `.key` |
/// | `locked` | as `rsa`, its key encrypted with the pass phrase that `dialog` prints |
/// | `both.pem` | as `rsa`, with its key |
/// | `ok` | a client with a name of many parts |
/// | `revoked` | a client the authority has revoked |
/// | `expired` | a client whose time is over |
/// | `stranger` | a client of another authority |
/// | `chained` | a client with `between.pem` between it and the authority |
final class TestCertificates {
    private static Path folder;

    private TestCertificates() {}

    static synchronized void copyTo(Path target) {
        try {
            if (folder == null) {
                folder = make();
            }
            Files.createDirectories(target);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.copy(file, target.resolve(file.getFileName()));
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static Path make() throws IOException {
        Path made = Files.createTempDirectory("muster-certificates");
        Files.writeString(made.resolve("names.conf"), """
                [req]
                distinguished_name = dn
                [dn]
                [ca]
                basicConstraints = critical,CA:TRUE
                keyUsage = critical,keyCertSign,cRLSign
                subjectKeyIdentifier = hash
                [server]
                basicConstraints = critical,CA:FALSE
                subjectAltName = DNS:localhost,DNS:one.test,DNS:two.test,email:root@localhost
                extendedKeyUsage = serverAuth
                [client]
                basicConstraints = critical,CA:FALSE
                subjectAltName = email:ada@example.test,DNS:ada.example.test,otherName:1.3.6.1.4.1.311.20.2.3;UTF8:ada@upn.test
                extendedKeyUsage = clientAuth
                1.3.6.1.4.1.18060.12.0 = ASN1:UTF8String:Lemons
                [plain]
                basicConstraints = critical,CA:FALSE
                [authority]
                database = %1$s/index.txt
                new_certs_dir = %1$s
                certificate = %1$s/ca.pem
                private_key = %1$s/ca.key
                default_md = sha256
                default_crl_days = 3000
                policy = policy
                serial = %1$s/serial
                unique_subject = no
                [policy]
                commonName = supplied
                """.formatted(made));
        Files.createFile(made.resolve("index.txt"));
        Files.writeString(made.resolve("serial"), "1000\n");
        authority(made, "ca", "/C=NL/O=Muster Tests/CN=Test Authority");
        authority(made, "other", "/CN=Another Authority");
        certificate(made, "rsa", "rsa:2048", "/CN=localhost", "server", "ca");
        certificate(made, "ec", "ec", "/CN=localhost", "server", "ca");
        certificate(made, "ed25519", "ed25519", "/CN=localhost", "server", "ca");
        certificate(made, "ok", "ec", "/C=NL/ST=Zeeland/L=Goes/O=Tests/OU=One/OU=Two/CN=Ada/emailAddress=ada@example.test", "client", "ca");
        certificate(made, "revoked", "ec", "/CN=Revoked", "client", "ca");
        certificate(made, "stranger", "ec", "/CN=Stranger", "plain", "other");
        certificate(made, "between", "ec", "/CN=Between", "ca", "ca");
        certificate(made, "chained", "ec", "/CN=Chained", "plain", "between");
        Files.writeString(made.resolve("both.pem"), Files.readString(made.resolve("rsa.pem")) + Files.readString(made.resolve("rsa.key")));
        run("openssl", "rsa", "-aes128", "-passout", "pass:secret", "-in", made + "/rsa.key", "-out", made + "/locked.key");
        Files.copy(made.resolve("rsa.pem"), made.resolve("locked.pem"));
        run("openssl", "ca", "-config", made + "/names.conf", "-name", "authority", "-revoke", made + "/revoked.pem");
        run("openssl", "ca", "-config", made + "/names.conf", "-name", "authority", "-gencrl", "-out", made + "/ca.crl");
        expired(made);
        Files.writeString(made.resolve("dialog"), "#!/bin/sh\necho secret\n");
        made.resolve("dialog").toFile().setExecutable(true, false);
        return made;
    }

    private static void authority(Path made, String name, String subject) {
        run("openssl", "req", "-x509", "-config", made + "/names.conf", "-extensions", "ca", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:P-256", "-nodes", "-keyout", made + "/" + name + ".key", "-out", made + "/" + name + ".pem", "-days", "3000",
                "-subj", subject);
    }

    private static void certificate(Path made, String name, String key, String subject, String extensions, String issuer) {
        String base = made + "/" + name;
        request(made, name, key, subject);
        run("openssl", "x509", "-req", "-in", base + ".csr", "-CA", made + "/" + issuer + ".pem", "-CAkey", made + "/" + issuer + ".key",
                "-CAcreateserial", "-days", "2000", "-out", base + ".pem", "-extfile", made + "/names.conf", "-extensions", extensions);
    }

    private static void request(Path made, String name, String key, String subject) {
        var command = new ArrayList<>(List.of("openssl", "req", "-new", "-config", made + "/names.conf", "-newkey", key));
        if (key.equals("ec")) {
            command.addAll(List.of("-pkeyopt", "ec_paramgen_curve:P-256"));
        }
        command.addAll(List.of("-nodes", "-keyout", made + "/" + name + ".key", "-out", made + "/" + name + ".csr", "-subj", subject));
        run(command.toArray(String[]::new));
    }

    private static void expired(Path made) {
        request(made, "expired", "ec", "/CN=Expired");
        run("openssl", "ca", "-batch", "-config", made + "/names.conf", "-name", "authority", "-in", made + "/expired.csr", "-out",
                made + "/expired.pem", "-startdate", "20200101000000Z", "-enddate", "20210101000000Z", "-notext");
    }

    private static void run(String... command) {
        Ran.of(command).ok();
    }
}
