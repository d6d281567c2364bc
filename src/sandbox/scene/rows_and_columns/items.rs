//! The sample table: six items of three players, five attributes, all made up.

pub(super) const TABLE: &str = "sample-scores";
pub(super) const TABLE_ARN: &str = "arn:aws:dynamodb:us-east-1:111122223333:table/sample-scores";
/// The first is the partition key, the second the sort key.
pub(super) const ATTRIBUTES: [&str; 5] = ["player", "game", "score", "wins", "risk"];
pub(super) const KEYS: [&str; 2] = ["player", "game"];

pub(super) const GAMES: [&str; 3] = ["chess", "go", "poker"];

/// Somebody who plays, with the id that the identity pool gave them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Player {
    pub id: &'static str,
    pub name: &'static str,
    pub identity: &'static str,
}

const ALICE: Player = Player { id: "alice", name: "Alice", identity: "us-east-1:aaaaaaaa-0000-1111-2222-333333333333" };
const BOB: Player = Player { id: "bob", name: "Bob", identity: "us-east-1:bbbbbbbb-0000-1111-2222-333333333333" };
const CAROL: Player = Player { id: "carol", name: "Carol", identity: "us-east-1:cccccccc-0000-1111-2222-333333333333" };
pub(super) const PLAYERS: [Player; 3] = [ALICE, BOB, CAROL];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub player: Player,
    pub game: &'static str,
    pub score: &'static str,
    pub wins: &'static str,
    /// What the operator of the game thinks of the player: nothing for players to read. Not every item has it.
    pub risk: Option<&'static str>,
}

pub(super) const ITEMS: [Item; 6] = [
    item(ALICE, "chess", "1480", "31", "low"),
    item(ALICE, "go", "820", "4", "low"),
    item(BOB, "chess", "1210", "12", "high"),
    item(BOB, "poker", "640", "9", "high"),
    item(CAROL, "go", "1730", "55", "low"),
    item(CAROL, "poker", "905", "17", "medium"),
];

const fn item(player: Player, game: &'static str, score: &'static str, wins: &'static str, risk: &'static str) -> Item {
    Item { player, game, score, wins, risk: Some(risk) }
}

impl Item {
    /// What `PutItem` writes here.
    pub(super) fn new(player: Player, game: &'static str) -> Self {
        Self { player, game, score: "2000", wins: "99", risk: None }
    }

    pub(super) fn has_key(&self, player: Player, game: &str) -> bool {
        self.player == player && self.game == game
    }

    /// In the order of [`ATTRIBUTES`].
    pub(super) fn values(&self) -> [Option<&'static str>; 5] {
        [Some(self.player.identity), Some(self.game), Some(self.score), Some(self.wins), self.risk]
    }
}
