package com.circledesk.security;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.circledesk.accounts.AccountQueries;
import com.circledesk.payments.rupees.RupeePart;
import com.circledesk.payments.tax.TaxFilter;
import com.circledesk.payments.tax.TaxQuarterRow;
import com.circledesk.payments.tax.TaxQueries;
import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.receivables.ageing.AgeingBasis;
import com.circledesk.shared.FinancialYear;
import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.PageWish;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SecurityWorld;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * The second line of defence, tried with the first one down: every query is asked about another circle's things with a
 * scope of all circles, by someone who sees Karnataka only. The answer must be the one that the right scope gives. And so
 * that this proves something: someone who sees all circles must get another answer.
 */
@IntegrationTest
class ScopeIsHeldTwiceTests {
    /** Answers that are the same for everybody here, each with its reason. */
    private static final Map<String, String> SAME_FOR_ALL = Map.ofEntries(
            Map.entry("UnappliedQueries.unidentified", "a receipt belongs to no circle before its account is known"),
            Map.entry("NoteQueries.approvingRoles", "a person's role is the same in every circle"),
            Map.entry("WriteOffQueries.caps", "what one person may take off is the same in every circle"),
            Map.entry("SheetQueries.lines", "the signed sheet of this world has none"),
            Map.entry("SheetQueries.kinds", "the signed sheet of this world has no lines"),
            Map.entry("TaxQueries.statement", "what was deducted by nobody we know belongs to no circle"),
            Map.entry("WorkQueries.notifications", "only the person who was told reads it"),
            Map.entry("FinanceDeskQueries.lastRun", "a control run is about all circles"),
            Map.entry("DecisionQueries.waiting", "nothing waits for this person"),
            Map.entry("WorklistQueries.hasOwn", "says whether a person has accounts, and this one has none"),
            Map.entry(
                    "WorklistQueries.rows",
                    "words for accounts that were ranked; contacts and plans are asked for themselves"),
            Map.entry("ActionPlanQueries.steps", "the plan of this world has none"),
            Map.entry("SupportQueries.events", "nothing happened to the request yet"),
            Map.entry("MailQueries.kinds", "kinds of mails are words of ours"),
            Map.entry("OrphanRupeeQueries.share", "what is overdue here lies below the threshold"),
            Map.entry("OrphanRupeeQueries.accounts", "what is overdue here lies below the threshold"));

    /** What a text or number of that name means, by the class that asks; values of {@link SecurityWorld}. */
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("AccountQueries.code", "account"),
            Map.entry("InvoiceQueries.number", "invoice"),
            Map.entry("ReceiptQueries.number", "receipt"),
            Map.entry("SearchQueries.text", "account"),
            Map.entry("ImportQueries.id", "importId"),
            Map.entry("AllocationQueries.id", "allocationId"),
            Map.entry("PortfolioQueries.userId", "manager"),
            Map.entry("WorkQueries.id", "taskId"),
            Map.entry("DisputeQueries.ref", "dispute"),
            Map.entry("disputeId", "disputeId"),
            Map.entry("letterId", "letterId"),
            Map.entry("LetterQueries.suppressionId", "suppressionId"),
            Map.entry("RedFlagQueries.id", "flagId"),
            Map.entry("RedFlagQueries.account", "account"),
            Map.entry("EscalationQueries.id", "escalationId"),
            Map.entry("EscalationQueries.caseId", "escalationId"),
            Map.entry("EscalationQueries.account", "account"),
            Map.entry("NoteQueries.disputeId", "noteDisputeId"),
            Map.entry("NoteQueries.number", "note"),
            Map.entry("NoteQueries.noteId", "noteOfInvoiceId"),
            Map.entry("NoteQueries.ref", "noteRequestRef"),
            Map.entry("evidenceId", "evidenceId"),
            Map.entry("userId", "user"),
            Map.entry("accountId", "accountId"),
            Map.entry("TargetListQueries.account", "account"),
            Map.entry("invoiceId", "invoiceId"),
            Map.entry("receiptId", "receiptId"),
            Map.entry("ProposalQueries.receiptNo", "receipt"),
            Map.entry("WriteOffQueries.id", "writeOffId"),
            Map.entry("SheetQueries.id", "sheetId"),
            Map.entry("SheetQueries.account", "account"),
            Map.entry("HandshakeQueries.account", "account"),
            Map.entry("StatusUpdateQueries.ref", "statusUpdate"),
            Map.entry("StatusUpdateQueries.circle", "circle"),
            Map.entry("StatusUpdateQueries.manager", "manager"),
            Map.entry("StatusOverviewQueries.manager", "manager"),
            Map.entry("PromiseQueries.ref", "promise"),
            Map.entry("PromiseQueries.planRef", "promise"),
            Map.entry("PromiseQueries.promiseId", "promiseId"),
            Map.entry("PromiseQueries.account", "account"),
            Map.entry("ContactQueries.account", "account"),
            Map.entry("ActionPlanQueries.account", "account"),
            Map.entry("ActionPlanQueries.ref", "planRef"),
            Map.entry("ActionPlanQueries.planId", "planId"),
            Map.entry("SupportQueries.ref", "supportRef"),
            Map.entry("SupportQueries.requestId", "supportId"),
            Map.entry("MailQueries.id", "mailId"),
            Map.entry("MailQueries.key", "mailKey"),
            Map.entry("TodayQueries.email", "manager"),
            Map.entry("noteId", "noteId"),
            Map.entry("attachmentId", "attachmentId"));

    private static final Map<String, String> NAMED_LISTS = Map.of("numbers", "invoice", "codes", "account");

    @Autowired
    private ApplicationContext context;

    @Autowired
    private SecurityWorld securityWorld;

    @Autowired
    private SystemWork work;

    @Autowired
    private Cast cast;

    @Autowired
    private AccountQueries accounts;

    @Autowired
    private TaxQueries taxes;

    @Autowired
    private JsonMapper json;

    private Map<String, String> foreign = Map.of();

    @TestFactory
    Stream<DynamicTest> whateverTheScopeSaysNothingOfAnotherCircleComesOut() {
        foreign = Objects.requireNonNull(securityWorld.create().get(SecurityWorld.OTHER));
        return context.getBeansOfType(Object.class).values().stream()
                .filter(bean -> AopUtils.getTargetClass(bean).getSimpleName().endsWith("Queries"))
                .filter(bean -> AopUtils.getTargetClass(bean).getName().startsWith("com.circledesk"))
                .flatMap(bean -> Arrays.stream(AopUtils.getTargetClass(bean).getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> List.of(method.getParameterTypes()).contains(Scope.class))
                        .map(method -> dynamicTest(nameOf(method), () -> check(bean, method))));
    }

    private void check(Object queries, Method method) {
        Scope all = work.everyCircle();
        String narrow = answer(queries, method, ALICE, Scope.of(SecurityWorld.OWN));
        assertThat(answer(queries, method, ALICE, all))
                .as("%s with a scope of all circles", nameOf(method))
                .isEqualTo(narrow);
        if (!SAME_FOR_ALL.containsKey(shortNameOf(method))) {
            assertThat(answer(queries, method, ARUN, all))
                    .as("%s for someone who sees all circles", nameOf(method))
                    .isNotEqualTo(narrow);
        }
    }

    private String answer(Object queries, Method method, Cast.Member asking, Scope scope) {
        return ActorContext.callAs(cast.actor(asking), null, () -> {
            List<Object> collected = new ArrayList<>();
            Object[] arguments = Arrays.stream(method.getParameters())
                    .map(parameter -> argument(method, parameter, scope, collected))
                    .toArray();
            try {
                Object result = method.invoke(queries, arguments);
                return json.writeValueAsString(result == null ? collected : result);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof NotFoundException) {
                    return "not found";
                }
                throw e;
            }
        });
    }

    private @Nullable Object argument(Method method, Parameter parameter, Scope scope, List<Object> collected) {
        Class<?> type = parameter.getType();
        if (type == Scope.class) {
            return scope;
        }
        if (type == Consumer.class) {
            return (Consumer<Object>) collected::add;
        }
        if (type.getSimpleName().equals("AccountFacts")) {
            return ActorContext.callAs(
                    work.actor(),
                    null,
                    () -> accounts.find(named("account"), work.everyCircle()).orElseThrow());
        }
        if (type == TaxQuarterRow.class) {
            return quarter();
        }
        if (method.getName().equals("find") && method.getDeclaringClass() == TaxQueries.class) {
            return part(quarter(), parameter.getName());
        }
        if (type == RupeePart.class) {
            return RupeePart.CLEAN;
        }
        if (parameter.getName().endsWith("Ids")) {
            return List.of(Long.valueOf(named(parameter.getName().replaceFirst("s$", ""))));
        }
        if (NAMED_LISTS.containsKey(parameter.getName())) {
            return List.of(named(Objects.requireNonNull(NAMED_LISTS.get(parameter.getName()))));
        }
        String key = method.getDeclaringClass().getSimpleName() + "." + parameter.getName();
        String name = NAMED.getOrDefault(key, NAMED.getOrDefault(parameter.getName(), ""));
        if (!name.isEmpty()) {
            return type == long.class ? (Object) Long.valueOf(named(name)) : named(name);
        }
        return parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)
                ? null
                : plain(type, parameter.getName(), key);
    }

    /** What the other circle's customer deducted. */
    private TaxQuarterRow quarter() {
        return ActorContext.callAs(
                work.actor(),
                null,
                () -> taxes.page(work.everyCircle(), TaxFilter.ofAccount(named("account")), 0, 1)
                        .items()
                        .get(0));
    }

    private static @Nullable Object part(TaxQuarterRow row, String name) {
        try {
            return TaxQuarterRow.class.getMethod(name).invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** A value that narrows nothing down. */
    private static Object plain(Class<?> type, String name, String where) {
        if (type == String.class) {
            return "";
        } else if (type == int.class) {
            return name.equals("page") ? 0 : name.equals("within") ? 1000 : 90;
        } else if (type == long.class) {
            return name.equals("skip") ? 0L : 90L;
        } else if (type == boolean.class) {
            return false;
        } else if (Collection.class.isAssignableFrom(type)) {
            return name.equals("days") ? List.of(TestClock.TODAY) : type == Set.class ? Set.of() : List.of();
        } else if (type == LocalDate.class) {
            return name.equals("from")
                    ? LocalDate.of(2020, 1, 1)
                    : where.equals("HandshakeQueries.asOf")
                            ? LocalDate.of(2026, 6, 30)
                            : name.equals("dueOn") ? TestClock.TODAY.minusDays(1) : TestClock.TODAY;
        } else if (type == YearMonth.class) {
            int ago = name.equals("ended") ? 6 : name.equals("before") ? 0 : 5;
            return YearMonth.from(TestClock.TODAY).minusMonths(ago);
        } else if (type == Instant.class) {
            return TestClock.TODAY.minusMonths(12).atStartOfDay(TestClock.ZONE).toInstant();
        } else if (type == FinancialYear.class) {
            return FinancialYear.of(TestClock.TODAY);
        } else if (type == PageWish.class) {
            return PageWish.of(null, null);
        } else if (type == AgeBuckets.class) {
            return AgeBuckets.standard(AgeingBasis.values()[0]);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type.isRecord()) {
            return plainRecord(type, where);
        }
        throw new IllegalStateException("Say in this test what " + where + " of " + type + " is to be.");
    }

    private static Object plainRecord(Class<?> type, String where) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Object[] values = Arrays.stream(components)
                    .map(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                            ? null
                            : plain(component.getType(), component.getName(), where + "." + component.getName()))
                    .toArray();
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(where, e);
        }
    }

    private String named(String name) {
        return Objects.requireNonNull(foreign.get(name), name);
    }

    private static String shortNameOf(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private static String nameOf(Method method) {
        return shortNameOf(method)
                + Arrays.stream(method.getParameters()).map(Parameter::getName).toList();
    }
}
