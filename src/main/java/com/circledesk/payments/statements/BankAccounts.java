package com.circledesk.payments.statements;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The bank accounts whose statements are taken: reference data that the administrator keeps. They belong to no circle. */
@Service
@Transactional
public class BankAccounts {
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Z]{4,34}");

    private final JdbcClient jdbc;

    BankAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Open ones first, by bank and number. */
    @Transactional(readOnly = true)
    public List<BankAccount> all() {
        return jdbc.sql("""
                        select a.id, a.account_no, a.bank, a.name, a.closed_at,
                               (select max(s.to_on) from bank_statement s where s.bank_account_id = a.id and s.reversed_at is null) as last_day
                        from bank_account a order by (a.closed_at is not null), lower(a.bank), a.account_no
                        """).query(BankAccount.class).list();
    }

    @Transactional(readOnly = true)
    public BankAccount required(String accountNo) {
        return find(accountNo).orElseThrow(() -> new NotFoundException("Bank account", accountNo));
    }

    /** @param written as a statement writes it; leading zeros, blanks and a branch before a slash do not matter */
    @Transactional(readOnly = true)
    public Optional<BankAccount> find(String written) {
        String wanted = plain(written);
        return all().stream()
                .filter(account -> wanted.equals(plain(account.accountNo())))
                .findFirst();
    }

    private static String plain(String number) {
        String capitals = number.toUpperCase(Locale.ROOT);
        String last = capitals.substring(capitals.lastIndexOf('/') + 1);
        return last.replaceAll("[^0-9A-Z]", "").replaceFirst("^0+(?=.)", "").replaceFirst("(?<=\\d)INR$", "");
    }

    /** @param accountNo blanks and small letters do not matter */
    public String open(String accountNo, String bank, String name) {
        String number = accountNo.toUpperCase(Locale.ROOT).replaceAll("[\\s.-]", "");
        if (!NUMBER.matcher(number).matches()) {
            throw new BusinessRuleException(
                    "bad-choice", "The account number has 4 to 34 digits and letters, as statements write it.");
        }
        check(bank, name);
        try {
            jdbc.sql("insert into bank_account (account_no, bank, name) values (:number, :bank, :name)")
                    .param("number", number)
                    .param("bank", bank.strip())
                    .param("name", name.strip())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException("duplicate", "The bank account %s is there already.".formatted(number));
        }
        return number;
    }

    public void edit(String accountNo, String bank, String name, boolean closed) {
        check(bank, name);
        jdbc.sql("""
                        update bank_account set bank = :bank, name = :name,
                               closed_at = case when :closed then coalesce(closed_at, app_now()) end
                        where id = :id
                        """)
                .param("id", required(accountNo).id())
                .param("bank", bank.strip())
                .param("name", name.strip())
                .param("closed", closed)
                .update();
    }

    private static void check(String bank, String name) {
        if (bank.isBlank() || bank.strip().length() > 60) {
            throw new BusinessRuleException("bank", "Name the bank, in at most 60 characters.");
        }
        if (name.isBlank() || name.strip().length() > 80) {
            throw new BusinessRuleException("name", "Say what the account is for, in at most 80 characters.");
        }
    }
}
