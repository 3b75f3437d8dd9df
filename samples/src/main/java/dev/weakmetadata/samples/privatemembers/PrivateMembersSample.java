package dev.weakmetadata.samples.privatemembers;

import dev.weakmetadata.samples.Garbage;
import dev.weakmetadata.samples.Report;
import dev.weakmetadata.samples.Sample;
import dev.weakmetadata.samples.privatemembers.PrivateScope.Members;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An object's private data, kept where reflection on the object does not find it: generated, and by hand. */
public final class PrivateMembersSample implements Sample {

    @Override
    public String name() {
        return "privatemembers";
    }

    @Override
    public String description() {
        return "members that reflection does not find";
    }

    @Override
    public void run(Report report) throws IllegalAccessException {
        generated(report);
        byHand(report);
        lifetime(report);
    }

    private static void generated(Report report) throws IllegalAccessException {
        report.say("Thing is annotated with @WeakMetadata; its number is kept in the generated class ThingMetadata.");
        Thing first = new Thing();
        Thing second = new Thing();
        report.table(
                List.of("", "showPublic()", "showPrivate()"),
                List.of(
                        List.of("first", first.showPublic(), "" + first.showPrivate()),
                        List.of("second", second.showPublic(), "" + second.showPrivate())));
        report.claim(second.showPrivate() == first.showPrivate() + 1, "each thing has a number of its own");
        report.claim(first.isOlderThan(second), "things can read each other's private members");

        report.gap();
        report.say("What reflection on Thing finds, private members included:");
        Set<String> fields = names(Thing.class.getDeclaredFields());
        Set<String> methods = names(Thing.class.getDeclaredMethods());
        report.table(
                List.of("", "declared"),
                List.of(List.of("fields", String.join(", ", fields)), List.of("methods", String.join(", ", methods))));
        report.claim(
                fields.equals(Set.of("counter", "someProperty"))
                        && methods.equals(Set.of("isOlderThan", "showPrivate", "showPublic"))
                        && Thing.class.getDeclaredConstructors().length == 1
                        && Thing.class.getDeclaredClasses().length == 0,
                "Thing has the members that its source declares, and not one more");
        report.claim(
                !instanceValues(first).contains(first.showPrivate()), "no field of the first thing holds its number");
        report.claim(!Modifier.isPublic(ThingMetadata.class.getModifiers()), "ThingMetadata is private to its package");
    }

    private static void byHand(Report report) throws IllegalAccessException {
        report.gap();
        report.say("HandmadeThing does the same with a WeakMap that its package keeps to itself.");
        HandmadeThing first = new HandmadeThing();
        HandmadeThing second = new HandmadeThing();
        report.claim(second.showPrivate() == first.showPrivate() + 1, "each handmade thing has a number of its own");
        report.claim(
                names(HandmadeThing.class.getDeclaredFields()).equals(Set.of("someProperty"))
                        && !instanceValues(first).contains(first.showPrivate()),
                "reflection finds 'someProperty' in it, and no number");
    }

    private static void lifetime(Report report) {
        report.claim(
                Garbage.collected(membersOfDroppedThing()), "a thing's private members are collected with the thing");
    }

    private static WeakReference<Members> membersOfDroppedThing() {
        return new WeakReference<>(PrivateScope.MEMBERS.get(new HandmadeThing()));
    }

    /** Names of what the source declares: compilers and coverage tools mark what they add as synthetic. */
    private static Set<String> names(Member... members) {
        return Arrays.stream(members)
                .filter(member -> !member.isSynthetic())
                .map(Member::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Object> instanceValues(Object object) throws IllegalAccessException {
        Set<Object> values = new HashSet<>();
        for (Field field : object.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                values.add(field.get(object));
            }
        }
        return values;
    }
}
