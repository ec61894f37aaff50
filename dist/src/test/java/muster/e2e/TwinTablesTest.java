package muster.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every table of `twins/`: see [TwinTable] for what one looks like. `-Dtwins=name` runs the tables whose names start so.
final class TwinTablesTest {
    private static final String ONLY = System.getProperty("twins", "");

    private Twins running;

    @TestFactory
    Stream<DynamicNode> tables() throws IOException {
        Path folder = Program.checkout().resolve("dist/src/test/resources/twins");
        try (Stream<Path> files = Files.list(folder)) {
            List<TwinTable> tables = files.filter(file -> file.getFileName().toString().startsWith(ONLY))
                    .sorted()
                    .map(TwinTable::read)
                    .toList();
            return tables.stream().map(this::tests);
        }
    }

    private DynamicNode tests(TwinTable table) {
        var tests = new ArrayList<DynamicNode>();
        tests.add(DynamicTest.dynamicTest("starts", () -> running = table.start()));
        table.requests().forEach((line, request) -> tests.add(DynamicTest.dynamicTest(line, () -> agree(table, request))));
        if (table.log()) {
            tests.add(DynamicTest.dynamicTest("error log", () -> running.agreeOnErrorLog()));
        }
        if (table.config().contains(" logs/twins.log")) {
            tests.add(DynamicTest.dynamicTest("access log", () -> running.agreeOnAccessLog()));
        }
        tests.add(DynamicTest.dynamicTest("stops", this::stop));
        return DynamicContainer.dynamicContainer(table.name(), tests);
    }

    private void agree(TwinTable table, String request) {
        if (table.content()) {
            running.agreeOnContent(request);
        } else {
            running.agreeOn(request);
        }
    }

    /// Runs when all tables are done: for one that broke off.
    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
