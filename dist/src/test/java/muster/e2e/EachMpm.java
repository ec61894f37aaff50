package muster.e2e;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A test class that runs once per MPM, on one server that its tests share.
@ParameterizedClass
@EnumSource(MpmName.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before each invocation of the class
abstract class EachMpm {
    @Parameter
    MpmName mpm;

    TestServer server;

    TestServer create() {
        return TestServer.create();
    }

    /// Writes the files and the configuration that this class is about.
    abstract void prepare();

    @BeforeParameterizedClassInvocation
    void startServer(MpmName chosen) {
        mpm = chosen;
        server = create();
        prepare();
        try {
            server.start();
        } catch (AssertionError problem) {
            server.close();
            throw problem;
        }
    }

    @AfterParameterizedClassInvocation
    void stopServer() {
        server.close();
    }
}
