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
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "remit",
    products: [.executable(name: "remit", targets: ["remit"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "PostgresClient", dependencies: ["CLibPQ"]),
        .target(name: "Money", dependencies: [crypto]),
        .target(name: "Settlement", dependencies: ["Money", crypto]),
        .target(name: "PolicyFile", dependencies: ["Settlement", "Money", yams]),
        .target(name: "Sample", resources: [.embedInCode("platform.sql")]),
        .testTarget(name: "PostgresClientTests", dependencies: ["PostgresClient"]),
        .testTarget(name: "MoneyTests", dependencies: ["Money"]),
        .testTarget(name: "SettlementTests", dependencies: ["Settlement", "Money"]),
        .testTarget(name: "SampleTests", dependencies: ["Sample"]),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = strict
}
