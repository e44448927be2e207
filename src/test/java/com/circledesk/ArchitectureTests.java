package com.circledesk;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.users.Scope;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/** The rules of the house that a compiler does not know. Each is also shown to fail where it is easily written wrong. */
class ArchitectureTests {
    private static final DescribedPredicate<JavaClass> CONTROLLER = DescribedPredicate.describe(
            "a controller",
            type -> type.isAnnotatedWith(Controller.class) || type.isAnnotatedWith(RestController.class));

    private static final DescribedPredicate<JavaClass> INEXACT = DescribedPredicate.describe(
            "an inexact number",
            type -> Set.of("double", "float", "java.lang.Double", "java.lang.Float")
                    .contains(type.getName()));

    private static final ArchRule NO_CALL_GIVES_AN_INEXACT_NUMBER = noClasses()
            .should()
            .callCodeUnitWhere(DescribedPredicate.<JavaCall<?>>describe(
                    "gives an inexact number",
                    call -> INEXACT.test(call.getTarget().getRawReturnType())));

    private static final ArchRule NO_FORBIDDEN_TOOLS = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are forbidden tools",
                    type -> Set.of(
                                            "java.lang.ProcessBuilder",
                                            "java.lang.Runtime",
                                            "java.io.ObjectInputStream",
                                            "java.util.Random",
                                            "java.util.concurrent.ThreadLocalRandom",
                                            "sun.misc.Unsafe")
                                    .contains(type.getName())
                            || type.getPackageName().startsWith("javax.naming")
                            || type.getPackageName().startsWith("javax.xml.xpath")
                            || type.getPackageName().startsWith("java.util.logging")
                            || type.getPackageName().startsWith("org.springframework.web.socket")
                            || type.getPackageName().startsWith("graphql")));

    private static final ArchRule QUERIES_TAKE_A_SCOPE = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Queries")
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(
                    "com.circledesk.accounts..", "com.circledesk.receivables..", "com.circledesk.reporting..")
            .should(takeAScope());

    private static ArchCondition<JavaMethod> takeAScope() {
        return new ArchCondition<>("take a Scope, alone or within a record") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean scoped = method.getRawParameterTypes().stream()
                        .anyMatch(type -> type.isEquivalentTo(Scope.class)
                                || type.getAllFields().stream()
                                        .anyMatch(field -> field.getRawType().isEquivalentTo(Scope.class)));
                events.add(new SimpleConditionEvent(method, scoped, method.getFullName() + " takes no Scope"));
            }
        };
    }

    @Test
    void entitiesAndRepositoriesStayInTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .or(assignableTo(Repository.class))
                .should()
                .notBePublic()
                .check(House.MAIN);
    }

    @Test
    void controllersStandInWebAndAskServices() {
        classes()
                .that(CONTROLLER)
                .should()
                .resideInAPackage("com.circledesk.*..web")
                .andShould()
                .notBePublic()
                .check(House.MAIN);
        noClasses()
                .that(CONTROLLER)
                .should()
                .dependOnClassesThat(assignableTo(Repository.class))
                .check(House.MAIN);
    }

    @Test
    void nothingDependsOnWeb() {
        noClasses()
                .that()
                .resideOutsideOfPackage("com.circledesk..web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.circledesk..web..")
                .check(House.MAIN);
    }

    @Test
    void numbersAreExact() {
        noFields().should().haveRawType(INEXACT).check(House.MAIN);
        noMethods().should().haveRawReturnType(INEXACT).check(House.MAIN);
        noMethods()
                .should()
                .haveRawParameterTypes(DescribedPredicate.<List<JavaClass>>describe(
                        "holding an inexact number", types -> types.stream().anyMatch(INEXACT)))
                .check(House.MAIN);
        NO_CALL_GIVES_AN_INEXACT_NUMBER.check(House.MAIN);
    }

    @Test
    void forbiddenToolsAreNotUsed() {
        NO_FORBIDDEN_TOOLS.check(House.MAIN);
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(House.MAIN);
        GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(House.MAIN);
    }

    @Test
    void queriesOverCirclesTakeAScope() {
        QUERIES_TAKE_A_SCOPE.allowEmptyShould(true).check(House.MAIN);
    }

    @Test
    void nothingStaticChanges() {
        fields().that().areStatic().should().beFinal().check(House.MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = House.MAIN.stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(JavaClass::getPackage)
                .distinct()
                .filter(held -> !held.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();

        assertThat(unmarked).isEmpty();
    }

    @Test
    void aClassThatBreaksTheRulesIsFound() {
        var bad = new ClassFileImporter().importClasses(Sloppy.class);

        assertThat(NO_CALL_GIVES_AN_INEXACT_NUMBER.evaluate(bad).hasViolation()).isTrue();
        assertThat(NO_FORBIDDEN_TOOLS.evaluate(bad).getFailureReport().getDetails())
                .anyMatch(detail -> detail.contains("ProcessBuilder"))
                .anyMatch(detail -> detail.contains("Random"));
    }

    @SuppressWarnings("unused")
    private static final class Sloppy {
        long guess() {
            return Math.round(new Random().nextLong() * Double.parseDouble("1.5"));
        }

        ProcessBuilder shell() {
            return new ProcessBuilder("sh");
        }
    }
}
