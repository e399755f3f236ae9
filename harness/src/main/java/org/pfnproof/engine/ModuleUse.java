package org.pfnproof.engine;

import java.util.Set;
import org.pfnproof.catalogue.Model;

/** What models and operators of the specs are made of. */
public interface ModuleUse {

    /** The names of a model's root module and of all that this one extends, opens or instantiates, as far as they lie in the specs. */
    Set<String> modules(Model model);

    /** The operator of a name, and all operators that its definitions mention, directly or not; empty if nothing has that name. */
    Set<String> operators(String name);
}
