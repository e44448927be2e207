package com.circledesk.payments.statements;

import java.util.List;

/** Small statements in the formats of banks, made for tests: account 50200012345678. */
public final class BankFiles {
    public static final String ACCOUNT = "50200012345678";

    private BankFiles() {}

    /** A bare MT940 body. Entries such as {@code 2611021102C1180000,00NTRFHDFCR52026110212345678|RTGS CR BHARTI AIRTEL LTD}. */
    public static String mt940(String openedOn, String opening, String closedOn, String closing, String... entries) {
        StringBuilder text = new StringBuilder(
                ":20:STMT1\n:25:" + ACCOUNT + "\n:28C:1/1\n:60F:C" + openedOn + "INR" + opening + "\n");
        for (String entry : List.of(entries)) {
            String[] parts = entry.split("\\|", 2);
            text.append(":61:").append(parts[0]).append('\n');
            if (parts.length > 1) {
                text.append(":86:").append(parts[1]).append('\n');
            }
        }
        return text.append(":62F:C")
                .append(closedOn)
                .append("INR")
                .append(closing)
                .append("\n-\n")
                .toString();
    }

    public static String enveloped(String body) {
        return "{1:F01HDFCINBBAXXX0000000000}{2:O9401200261102HDFCINBBAXXX00000000002611021200N}{4:\n"
                + body.replaceFirst("\n-\n$", "\n-}");
    }

    /** @param version such as {@code 053.001.08} */
    public static String camt(String version, String opening, String closing, String entries) {
        boolean notification = version.startsWith("054");
        String message = notification ? "BkToCstmrDbtCdtNtfctn" : "BkToCstmrStmt";
        String record = notification ? "Ntfctn" : "Stmt";
        String balances = notification ? "" : balance("OPBD", opening) + balance("CLBD", closing);
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.%s"><%s><GrpHdr><MsgId>1</MsgId><CreDtTm>2026-11-02T20:00:00+05:30</CreDtTm></GrpHdr>
                <%s><Id>S1</Id><Acct><Id><Othr><Id>%s</Id></Othr></Id><Ccy>INR</Ccy></Acct>%s%s</%s></%s></Document>
                """.formatted(version, message, record, ACCOUNT, balances, entries, record, message);
    }

    private static String balance(String code, String amount) {
        return "<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy=\"INR\">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-02</Dt></Dt></Bal>"
                .formatted(code, amount);
    }

    public static String entry(String amount, String side, String reference, String name, String narration) {
        return """
                <Ntry><Amt Ccy="INR">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-02</Dt></BookgDt><ValDt><Dt>2026-11-02</Dt></ValDt>
                <AcctSvcrRef>%s</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>%s</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>001122334455</Id></Othr></Id></DbtrAcct></RltdPties>
                <RmtInf><Ustrd>%s</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
                """.formatted(amount, side, reference, name, narration);
    }

    /** A credit of ₹1,500.00 and a debit of ₹200.00; the control totals are sums of all amounts in paise. */
    public static String bai2(String accountTotal) {
        return """
                01,HDFCINBB,CIRCLE,261102,2000,1,80,10,2/
                02,CIRCLE,HDFCINBB,1,261102,2000,INR,2/
                03,%s,INR,010,100000,,,015,230000,,/
                16,195,150000,0,HDFCR52026110200000001,,RTGS CR BHARTI AIRTEL LTD/
                16,475,20000,0,000123,,CHEQUE PAID/
                88,SECOND LINE OF ITS TEXT/
                49,%s,5/
                98,500000,1,7/
                99,500000,1,9/
                """.formatted(ACCOUNT, accountTotal);
    }

    public static final String HDFC = """
            HDFC BANK Ltd.,,,,,,
            Account No :50200012345678 COLLECTIONS,,,,,,
            Statement From : 01/11/2026 To : 03/11/2026,,,,,,
            ********,********,********,********,********,********,********
            Date,Narration,Chq./Ref.No.,Value Dt,Withdrawal Amt.,Deposit Amt.,Closing Balance
            ********,********,********,********,********,********,********
            02/11/26,RTGS CR-BARB0BRGBXX-BHARTI AIRTEL LTD-,HDFCR52026110200000001,02/11/26,,"1,00,102.03","2,00,102.03"
            ,KARNATAKA CIRCLE BILLS OCTOBER,,,,,
            03/11/26,"CHQ PAID
            TO LANDLORD",0000000000012345,03/11/26,"102.03",,"2,00,000.00"
            03/11/26,NEFT CR-SBIN0000001-VODAFONE IDEA LTD-SBIN426307123456,SBIN426307123456,03/11/26,,"5,000.00","2,05,000.00"
            ********,********,********,********,********,********,********
            ,Total,,,102.03,"1,05,102.03",
            STATEMENT SUMMARY :-,,,,,,
            Opening Balance,Dr Count,Cr Count,Debits,Credits,Closing Bal,
            "1,00,000.00",1,2,102.03,"1,05,102.03","2,05,000.00",
            """;
}
