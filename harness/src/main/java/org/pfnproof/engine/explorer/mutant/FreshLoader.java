package org.pfnproof.engine.explorer.mutant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.state.PackedState;

/**
 * Loads a reference implementation anew, some classes changed. What it shares with the explorer, {@link Protocol} and packed states, stays
 * what it is.
 */
final class FreshLoader extends ClassLoader {

    private static final String KERNEL = Protocol.class.getPackageName() + ".";
    private static final String STATE = PackedState.class.getPackageName() + ".";

    private final String factory;
    private final Map<String, byte[]> changed;

    /**
     * A loader.
     *
     * @param factory makes the reference implementations
     * @param changed class to class file
     */
    FreshLoader(ClassLoader parent, String factory, Map<String, byte[]> changed) {
        super(parent);
        this.factory = factory;
        this.changed = changed;
    }

    private boolean isFresh(String name) {
        boolean kernel = name.startsWith(KERNEL) && name.indexOf('.', KERNEL.length()) > 0 && !name.startsWith(STATE);
        String outer = factory.split("\\$", 2)[0];
        return kernel || name.equals(outer) || name.startsWith(outer + "$");
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!isFresh(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = changed.get(name);
        if (bytes == null) {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                bytes = file.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
