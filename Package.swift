// swift-tools-version: 6.2
import PackageDescription

/// The strictest settings the compiler offers, the same for every Swift target.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "remit",
    traits: [
        .trait(name: "Excel", description: "Reports as Excel workbooks, by libxlsxwriter (apt libxlsxwriter-dev).")
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "PostgresClient", dependencies: ["CLibPQ"]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .target(name: "Zstandard", dependencies: ["CZstd"]),
        .target(name: "Archive", dependencies: ["Zstandard", crypto]),
        .target(name: "Money", dependencies: [crypto]),
        .target(name: "Settlement", dependencies: ["Money", crypto]),
        .target(name: "YAMLFile", dependencies: ["Money", yams]),
        .target(name: "PolicyFile", dependencies: ["YAMLFile", "Settlement", "Money", crypto]),
        .target(name: "Receipts", dependencies: ["Settlement", "Money", crypto]),
        .target(name: "Statements", dependencies: ["Receipts", "Settlement", "Money"]),
        .target(name: "CSV"),
        .target(name: "Remittance", dependencies: ["CSV", "Settlement", "Money"]),
        .target(name: "Journal", dependencies: ["Settlement", "Money", crypto]),
        .target(name: "SettingsFile", dependencies: ["Remittance", "YAMLFile", "Settlement", "Money"]),
        .target(
            name: "Ledger",
            dependencies: [
                "CSV", "Receipts", "Statements", "Journal", "Settlement", "Money", "PostgresClient", crypto,
            ],
            resources: [
                .embedInCode("Migrations/001-books.sql"), .embedInCode("Migrations/002-functions.sql"),
                .embedInCode("Migrations/003-platform-additions.sql"), .embedInCode("Migrations/004-snapshots.sql"),
                .embedInCode("Migrations/005-guards.sql"), .embedInCode("Migrations/006-settlers.sql"),
                .embedInCode("Migrations/007-payouts.sql"), .embedInCode("Migrations/008-by-hand.sql"),
                .embedInCode("Migrations/009-particulars.sql"), .embedInCode("Migrations/010-report-views.sql"),
                .embedInCode("Migrations/011-policies-of-plans.sql"),
                .embedInCode("Verify/schema.txt"),
            ]),
        .target(
            name: "Reporting",
            dependencies: ["Ledger", "YAMLFile", "Settlement", "Money", "PostgresClient", mustache],
            resources: [.embedInCode("Page/standard.mustache"), .embedInCode("Page/standard.css")]),
        .systemLibrary(name: "CXlsxWriter"),
        .target(
            name: "Workbook",
            dependencies: [
                "Reporting", "Settlement", "Money", .target(name: "CXlsxWriter", condition: .when(traits: ["Excel"])),
            ]),
        .target(name: "Explanation", dependencies: ["Ledger", "Settlement", "Money"]),
        .executableTarget(
            name: "remit",
            dependencies: [
                "Demo", "LocalServer", "Sample", "Ledger", "Journal", "Receipts", "Statements", "Explanation",
                "PolicyFile", "Remittance", "Reporting", "Workbook", "Archive", "Zstandard", "SettingsFile", "YAMLFile",
                "PostgresClient", "Settlement", "Money", "ProgressText", argumentParser, logging, crypto,
            ]),
        .target(name: "ProgressText"),
        .systemLibrary(name: "CSpawn"),
        .target(name: "LocalServer", dependencies: ["CSpawn"]),
        .target(name: "Sample", resources: [.embedInCode("platform.sql")]),
        .executableTarget(name: "sampler", dependencies: ["Sample", "PostgresClient", argumentParser]),
        .executableTarget(name: "packer", dependencies: ["Archive", argumentParser]),
        .target(
            name: "Demo",
            dependencies: [
                "CSV", "Sample", "LocalServer", "Ledger", "Remittance", "PolicyFile", "PostgresClient", "Settlement",
                "Money",
            ]),
        .target(name: "TestServer", dependencies: ["LocalServer", yams], path: "Tests/TestServer"),
        .testTarget(name: "LocalServerTests", dependencies: ["LocalServer", "TestServer"]),
        .testTarget(
            name: "SampleTests", dependencies: ["Sample", "PolicyFile", "Settlement", "Money"]),
        .testTarget(
            name: "DemoTests",
            dependencies: [
                "Demo", "Sample", "LocalServer", "TestServer", "PolicyFile", "PostgresClient", "Settlement", "Ledger",
                "Money", "remit",
            ]),
        .target(name: "TestRandom", path: "Tests/TestRandom"),
        .testTarget(name: "ZstandardTests", dependencies: ["Zstandard", "TestRandom", "TestServer"]),
        .testTarget(
            name: "ArchiveTests", dependencies: ["Archive", "Zstandard", "TestRandom", "TestServer", "packer", crypto]),
        .testTarget(name: "MoneyTests", dependencies: ["Money", "TestRandom", crypto]),
        .testTarget(name: "SettlementTests", dependencies: ["Settlement", "Money", "TestRandom", crypto]),
        .testTarget(name: "ReceiptsTests", dependencies: ["Receipts", "Settlement", "Money", crypto]),
        .testTarget(name: "StatementsTests", dependencies: ["Statements", "Receipts", "Settlement", "Money"]),
        .testTarget(name: "ProgressTextTests", dependencies: ["ProgressText"]),
        .testTarget(name: "PostgresClientTests", dependencies: ["PostgresClient", "LocalServer", "TestServer"]),
        .testTarget(name: "LedgerTests", dependencies: ["Ledger", "PostgresClient", "TestServer", crypto]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "remit", "Demo", "Sample", "Ledger", "Receipts", "Reporting", "Statements", "PolicyFile",
                "PostgresClient",
                "Settlement", "LocalServer", "TestServer", "TestRandom", crypto,
            ],
            exclude: ["Golden", "Receipts/check_receipt.py", "Books/sample_year.py"]),
        .testTarget(name: "ExplainTests", dependencies: ["TestServer", "remit", "Explanation", crypto]),
        .testTarget(name: "PolicyFileTests", dependencies: ["PolicyFile", "YAMLFile", "Settlement", "Money", crypto]),
        .testTarget(name: "ReportingTests", dependencies: ["Reporting", "Ledger", "YAMLFile", "Settlement", "Money"]),
        .testTarget(
            name: "WorkbookTests",
            dependencies: ["Workbook", "Reporting", "Settlement", "Money", "LocalServer", "TestServer"],
            exclude: ["Support/read_workbook.py"]),
        .testTarget(name: "JournalTests", dependencies: ["Journal", "Settlement", "Money"]),
        .testTarget(
            name: "RemittanceTests", dependencies: ["Remittance", "Settlement", "Money", "TestRandom", "TestServer"]),
        .testTarget(
            name: "SettingsFileTests", dependencies: ["SettingsFile", "Remittance", "YAMLFile", "Settlement", "Money"]),
        .testTarget(
            name: "WorldTests",
            dependencies: ["Settlement", "Remittance", "Ledger", "Money", "PolicyFile", "LocalServer", "TestServer"]),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = strict
}
