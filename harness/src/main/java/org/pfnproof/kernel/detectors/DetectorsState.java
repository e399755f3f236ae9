package org.pfnproof.kernel.detectors;

import org.pfnproof.kernel.adpages.AdPageFields;
import org.pfnproof.kernel.adpages.AdPagesState;
import org.pfnproof.kernel.state.EnumField;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;
import org.pfnproof.kernel.state.PackedState;

/** The variables of the TLA+ spec {@code Detectors}. */
public final class DetectorsState extends PackedState implements AdPagesState {

    /** No step. */
    static final int NEVER = -1;
    /** Each thing happens at most once, but the page is handed out twice. */
    private static final int MAX_STEPS = 10;

    private final Fields at;

    DetectorsState(Fields at) {
        super(at.words);
        this.at = at;
    }

    @Override
    public AdPageFields adPageFields() {
        return at.pages;
    }

    /** The user of the memory. */
    enum Host {
        /** He maps it. */
        MAPS,
        /** Start has returned. */
        STARTED,
        /** He has freed it. */
        FREED
    }

    /** A page fault's release. */
    enum Fault {
        /** None. */
        NONE,
        /** It holds a reference. */
        HOLDS,
        /** It is about to release once too often. */
        AGAIN
    }

    /** Who gets the page next. */
    enum Next {
        /** Nobody has. */
        NONE,
        /** Somebody has. */
        HAS,
        /** He gave it back. */
        GAVE,
        /** Somebody has again. */
        HAS_AGAIN
    }

    /** Where each variable lies. */
    static final class Fields {
        private final int words;
        private final AdPageFields pages;
        private final EnumField<How> how;
        private final Field check;
        private final EnumField<Situation> situation;
        private final Field present;
        private final Field spteAccessed;
        private final Field spteDirty;
        private final EnumField<Host> host;
        private final EnumField<Fault> fault;
        private final EnumField<Next> next;
        private final Field accessed;
        private final Field aged;
        private final Field warned;
        private final Field since;
        private final Field report;
        private final Field alarm;
        private final Field withheld;

        Fields(int frames) {
            Layout layout = new Layout();
            // The host's entry and a fault, and one put too many.
            pages = new AdPageFields(layout, frames, 3);
            how = layout.constant("how", How.class);
            check = layout.field("check", 0, 1);
            situation = layout.constant("situation", Situation.class);
            present = layout.field("spte.present", 0, 1);
            spteAccessed = layout.field("spte.a", 0, 1);
            spteDirty = layout.field("spte.d", 0, 1);
            host = layout.constant("host", Host.class);
            fault = layout.constant("fault", Fault.class);
            next = layout.constant("next", Next.class);
            accessed = layout.field("accessed", 0, 1);
            aged = layout.field("aged", 0, 1);
            warned = layout.field("warned", 0, 1);
            since = layout.field("since", NEVER, MAX_STEPS);
            report = layout.field("report", NEVER, MAX_STEPS);
            alarm = layout.field("alarm", 0, 1);
            withheld = layout.field("withheld", 0, 1);
            words = layout.words();
        }
    }

    /** The frame in question. */
    int frame() {
        return situation().frame();
    }

    How how() {
        return at.how.get(words);
    }

    void setHow(How value) {
        at.how.set(words, value);
    }

    /** Whether the page allocator checks pages. */
    boolean check() {
        return flag(at.check);
    }

    void setCheck(boolean value) {
        setFlag(at.check, value);
    }

    Situation situation() {
        return at.situation.get(words);
    }

    void setSituation(Situation value) {
        at.situation.set(words, value);
    }

    boolean present() {
        return flag(at.present);
    }

    void setPresent(boolean value) {
        setFlag(at.present, value);
    }

    boolean spteAccessed() {
        return flag(at.spteAccessed);
    }

    void setSpteAccessed(boolean value) {
        setFlag(at.spteAccessed, value);
    }

    boolean spteDirty() {
        return flag(at.spteDirty);
    }

    void setSpteDirty(boolean value) {
        setFlag(at.spteDirty, value);
    }

    Host host() {
        return at.host.get(words);
    }

    void setHost(Host value) {
        at.host.set(words, value);
    }

    Fault fault() {
        return at.fault.get(words);
    }

    void setFault(Fault value) {
        at.fault.set(words, value);
    }

    Next next() {
        return at.next.get(words);
    }

    void setNext(Next value) {
        at.next.set(words, value);
    }

    /** Whether the guest has accessed the page. */
    boolean accessed() {
        return flag(at.accessed);
    }

    void setAccessed(boolean value) {
        setFlag(at.accessed, value);
    }

    /** Whether it was aged. */
    boolean aged() {
        return flag(at.aged);
    }

    void setAged(boolean value) {
        setFlag(at.aged, value);
    }

    /** WARN_ON_ONCE. */
    boolean warned() {
        return flag(at.warned);
    }

    void setWarned(boolean value) {
        setFlag(at.warned, value);
    }

    /** History: steps since the bug, until it is reported; NEVER before. */
    int since() {
        return at.since.get(words);
    }

    void setSince(int value) {
        at.since.set(words, value);
    }

    /** History: since, at the first report after the bug; NEVER: none. */
    int report() {
        return at.report.get(words);
    }

    void setReport(int value) {
        at.report.set(words, value);
    }

    /** History: there was a report before any bug. */
    boolean alarm() {
        return flag(at.alarm);
    }

    void setAlarm(boolean value) {
        setFlag(at.alarm, value);
    }

    /** History: a mark that belonged to a live page was not made. */
    boolean withheld() {
        return flag(at.withheld);
    }

    void setWithheld(boolean value) {
        setFlag(at.withheld, value);
    }
}
