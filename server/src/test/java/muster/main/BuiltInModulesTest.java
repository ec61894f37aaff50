package muster.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashSet;
import muster.core.Module;
import org.junit.jupiter.api.Test;

class BuiltInModulesTest {
    @Test
    void everyNameBringsTheModuleOfThatName() {
        for (String name : BuiltInModules.LOADABLE) {
            Module module = BuiltInModules.loadable(name);
            assertNotNull(module, name);
            assertEquals(name, module.name());
        }
        assertEquals(BuiltInModules.LOADABLE.size(), new HashSet<>(BuiltInModules.LOADABLE).size());
        assertNull(BuiltInModules.loadable("no_such_module"));
    }
}
