package muster.config;

import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

final class EnvironmentFileTest {
    private static final String DEBIAN = """
            # comment
            unset HOME
            if [ "${APACHE_CONFDIR##/etc/apache2-}" != "${APACHE_CONFDIR}" ] ; then
            	SUFFIX="-${APACHE_CONFDIR##/etc/apache2-}"
            else
            	SUFFIX=
            fi
            export APACHE_RUN_USER=www-data
            export APACHE_RUN_DIR=/var/run/apache2$SUFFIX
            export APACHE_PID_FILE=${APACHE_RUN_DIR}/apache2.pid
            export LANG
            #export NOT=said
            QUOTED="a value"
            OWN='x'$HOME
            """;

    @Test
    void assignmentsAreUnderstoodAndNothingIsRun() {
        assertEquals(
                Map.of(
                        "APACHE_RUN_USER", "www-data",
                        "APACHE_RUN_DIR", "/var/run/apache2",
                        "APACHE_PID_FILE", "/var/run/apache2/apache2.pid",
                        "OWN", "'x'/home/me"),
                EnvironmentFile.read(DEBIAN, "", name -> name.equals("HOME") ? "/home/me" : null));
    }

    @Test
    void aSecondInstanceHasFoldersOfItsOwn() {
        assertEquals("/var/run/apache2-two", EnvironmentFile.read(DEBIAN, "-two", _ -> null).get("APACHE_RUN_DIR"));
    }
}
