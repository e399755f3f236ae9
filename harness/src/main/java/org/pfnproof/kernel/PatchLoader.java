package org.pfnproof.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Loads a reference implementation together with a class that is no part of this program: a patch's change, which stands in the
 * implementation's package to reach its table of functions. That needs one loader for the whole package, so the package is loaded once
 * more; {@link Replacements} as well, which asks its own loader for the change. What passes to the callers, such as {@link Protocol} and
 * the states, is theirs.
 */
public final class PatchLoader extends ClassLoader {

    private static final String CODE = "org.pfnproof.kernel.";

    private final String id;
    private final String change;
    private final Map<String, byte[]> classes;
    private final Set<String> anew;

    /**
     * A loader.
     *
     * @param id the patch's
     * @param change the name of its class; it has a constructor without parameters
     * @param classes names to class files: that class and what belongs to it
     * @param entry the name of the class by which the implementation is made
     * @param parent loads everything else
     */
    public PatchLoader(String id, String change, Map<String, byte[]> classes, String entry, ClassLoader parent) {
        super(parent);
        this.id = id;
        this.change = change;
        this.classes = Map.copyOf(classes);
        this.anew = Set.of(entry, Replacements.class.getName());
    }

    /**
     * The patch's change. Public because the classes that this loader loads are, to Java, in another package than itself.
     *
     * @param variant the id of a variant; none is given but for the patch's own
     * @throws IllegalStateException if the class cannot be used
     */
    public Optional<Object> change(String variant) {
        if (!variant.equals(id)) {
            return Optional.empty();
        }
        try {
            var constructor = loadClass(change).getDeclaredConstructor();
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException(change + " cannot be made: " + e, e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> found = findLoadedClass(name);
            if (found == null && isOwn(name)) {
                byte[] bytes = bytes(name);
                found = defineClass(name, bytes, 0, bytes.length);
            }
            return found == null ? super.loadClass(name, resolve) : found;
        }
    }

    private boolean isOwn(String name) {
        String outer = name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
        return anew.contains(outer)
                || name.startsWith(CODE + "all.")
                || packageOf(name).equals(packageOf(change))
                || classes.containsKey(name);
    }

    private byte[] bytes(String name) throws ClassNotFoundException {
        byte[] given = classes.get(name);
        if (given != null) {
            return given;
        }
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
}
