/// Who is there: creators first, then readers, then the few users of the planted rows, each by a number.
///
/// Every subscription belongs to one "slot"; the slot's user is a reader, or now and then a creator. Readers whose slot
/// comes in later months join then; readers beyond the subscriptions never subscribe and are there from the start.
struct Population {
    let creators: Int
    /// Subscriptions of all months together.
    let subscribers: Int
    /// Readers who buy, rate and donate, and never subscribe.
    let casual: Int
    /// Subscriptions that began before the first month.
    let initialSubscribers: Int
    private let months: Int
    private let ids: RowStream

    /// Users whom no row but planted ones mention.
    static let planted = 48
    /// One in so many slots is a creator's.
    private static let slotsPerCreator = 50

    init(_ options: SampleOptions) {
        creators = options.creators
        subscribers = options.subscribers
        casual = options.subscribers / 2
        months = options.months
        initialSubscribers = options.grows ? subscribers / 2 : subscribers - subscribers / 30
        ids = RowStream(seed: options.seed, .users)
    }

    /// All users.
    var count: Int { firstPlanted + Population.planted }

    /// The number of the first user of the planted rows.
    var firstPlanted: Int { creators + subscribers + casual }

    /// Subscriptions begun by the end of a month; -1 is before the first.
    func subscribers(by month: Int) -> Int {
        initialSubscribers + (subscribers - initialSubscribers) * (month + 1) / months
    }

    /// Slots of people who may buy or read in a month: those who subscribed by then, and the casual readers.
    func slots(by month: Int) -> Int {
        subscribers(by: month) + casual
    }

    /// The user's number for a slot of a month (`0..<slots(by: month)`); different slots are different users.
    @inline(__always)
    func user(slot: Int, by month: Int) -> Int {
        let subscribed = subscribers(by: month)
        guard slot < subscribed else { return creators + subscribers + slot - subscribed }
        return subscriber(slot)
    }

    /// The user's number for a subscription.
    @inline(__always)
    func subscriber(_ slot: Int) -> Int {
        let block = slot / Population.slotsPerCreator
        let isCreator = slot % Population.slotsPerCreator == 7 && block < creators
        return isCreator ? block : creators + slot
    }

    /// The id of a user by number.
    @inline(__always)
    func id(_ user: Int) -> RowID {
        ids.id(user)
    }

    /// The id of one of the users of the planted rows.
    func plantedID(_ number: Int) -> RowID {
        precondition(number < Population.planted, "more planted rows than users for them")
        return id(firstPlanted + number)
    }
}
