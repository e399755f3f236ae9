package org.pfnproof.bench;

import java.util.List;
import java.util.function.Supplier;
import org.pfnproof.engine.explorer.toys.Toy;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/**
 * Four threads that choose one of four variables, read it, and write back one more than they read, and a lamp that can be switched:
 * two words, 97 moves of which five or six are enabled in a state, 88,957,440 states.
 */
public final class ReadersAndWriters implements Supplier<Protocol<?>> {

    private static final int THREADS = 4;
    private static final int VARIABLES = 4;
    private static final int VALUES = 4;

    @Override
    public Protocol<?> get() {
        Layout layout = new Layout();
        Field[] pc = layout.fields("pc", 0, THREADS, 0, 2);
        Field[] chosen = layout.fields("chosen", 0, THREADS, 0, VARIABLES - 1);
        Field[] register = layout.fields("register", 0, THREADS, 0, VALUES - 1);
        Field lamp = layout.field("lamp", 0, 1);
        Field[] variable = layout.fields("variable", 0, VARIABLES, 0, 0xffff);
        Toy toy = new Toy(layout).start(state -> {});
        for (int i = 0; i < THREADS; i++) {
            int t = i;
            for (int j = 0; j < VARIABLES; j++) {
                int v = j;
                List<Argument> arguments = List.of(new Argument("t", "t" + t), new Argument("v", v));
                toy.move("Choose", arguments, state -> {
                    if (state.get(pc[t]) != 0) {
                        return false;
                    }
                    state.set(pc[t], 1);
                    state.set(chosen[t], v);
                    return true;
                });
                toy.move("Read", arguments, state -> {
                    if (state.get(pc[t]) != 1 || state.get(chosen[t]) != v) {
                        return false;
                    }
                    state.set(pc[t], 2);
                    state.set(register[t], state.get(variable[v]));
                    return true;
                });
                for (int k = 0; k < VALUES; k++) {
                    int value = k;
                    toy.move("Write", arguments, state -> {
                        if (state.get(pc[t]) != 2 || state.get(chosen[t]) != v || state.get(register[t]) != value) {
                            return false;
                        }
                        state.set(variable[v], (value + 1) % VALUES);
                        state.set(pc[t], 0);
                        state.set(chosen[t], 0);
                        state.set(register[t], 0);
                        return true;
                    });
                }
            }
        }
        toy.move("Switch", List.of(), state -> {
            state.set(lamp, 1 - state.get(lamp));
            return true;
        });
        for (int v = 0; v < VARIABLES; v++) {
            Field field = variable[v];
            toy.invariant("Variable" + v, state -> state.get(field) < VALUES);
        }
        return toy;
    }
}
