package org.pfnproof.engine.tlc.child;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** TLC's management beans. It leaves them behind, and through them all that it had in memory. */
final class ManagementBeans {

    private ManagementBeans() {}

    /** Removes what earlier runs have left in this JVM. */
    static void unregister() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(null, null)) {
            if (name.getDomain().startsWith("tlc2")) {
                try {
                    server.unregisterMBean(name);
                } catch (JMException e) {
                    // Is gone already.
                }
            }
        }
    }
}
