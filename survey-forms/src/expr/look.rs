//! What can be said of an expression without computing it, and what it may still come to while
//! answers are missing. Start with [`Expr::may_hold`].

use super::Expr;
use super::evaluate;
use super::function::Function;
use super::scope::Scope;
use super::tree::{Node, Operator, Shape};

impl Expr {
    /// Whether it may hold once what is `open` (not answered, or not known) is answered. It is
    /// false only where what is known already rules it out.
    pub fn may_hold(&self, scope: &dyn Scope, open: &dyn Fn(&str) -> bool) -> bool {
        settled(&self.tree, scope, open) != Some(false)
    }

    /// Each `${name}` of which one answer is meant, not all of a repeat, once, in order.
    pub fn names_alone(&self) -> Vec<&str> {
        let mut found = Vec::new();
        alone(&self.tree, &mut found);
        found
    }

    /// Every number that it names.
    pub fn numbers(&self) -> Vec<f64> {
        let mut found = Vec::new();
        self.tree.gather(
            &|node| match node.shape {
                Shape::Number(number) => Some(number),
                _ => None,
            },
            &mut found,
        );
        found
    }

    /// Whether it does no more than compare answers with texts, numbers and each other.
    pub fn only_compares(&self) -> bool {
        let mut other = Vec::new();
        self.tree.gather(
            &|node| match &node.shape {
                Shape::Number(_) | Shape::Text(_) | Shape::Name(_) | Shape::Own => None,
                Shape::Chain { rest, .. } => rest
                    .iter()
                    .any(|(operator, _)| operator.level() >= Operator::Plus.level())
                    .then_some(()),
                Shape::Call(Function::Selected | Function::Not, _) => None,
                Shape::Call(Function::True | Function::False, _) => None,
                _ => Some(()),
            },
            &mut other,
        );
        other.is_empty()
    }
}

/// Kleene's three values: `None` hangs on something open.
fn settled(node: &Node, scope: &dyn Scope, open: &dyn Fn(&str) -> bool) -> Option<bool> {
    match &node.shape {
        Shape::Chain { first, rest } if matches!(rest[..], [(Operator::Or, _), ..]) => {
            junction(first, rest, true, scope, open)
        }
        Shape::Chain { first, rest } if matches!(rest[..], [(Operator::And, _), ..]) => {
            junction(first, rest, false, scope, open)
        }
        Shape::Call(Function::Not, args) => args
            .first()
            .and_then(|arg| settled(arg, scope, open))
            .map(|holds| !holds),
        _ if node.names().into_iter().any(open) => None,
        _ => {
            let value = evaluate::evaluate(node, scope);
            Some(value.is_ok_and(|value| value.stored().truth()))
        }
    }
}

/// One `decisive` decides; else it is open if a part is; else the opposite.
fn junction(
    first: &Node,
    rest: &[(Operator, Node)],
    decisive: bool,
    scope: &dyn Scope,
    open: &dyn Fn(&str) -> bool,
) -> Option<bool> {
    let mut all = Some(!decisive);
    for node in std::iter::once(first).chain(rest.iter().map(|(_, node)| node)) {
        match settled(node, scope, open) {
            Some(holds) if holds == decisive => return Some(decisive),
            Some(_) => {}
            None => all = None,
        }
    }
    all
}

fn alone<'e>(node: &'e Node, found: &mut Vec<&'e str>) {
    use Function::{Count, CountNonEmpty, IndexedRepeat, Join, Max, Min, Sum};
    match &node.shape {
        Shape::Call(Sum | Min | Max | Count | CountNonEmpty | Join | IndexedRepeat, args) => {
            for arg in args
                .iter()
                .filter(|arg| !matches!(arg.shape, Shape::Name(_)))
            {
                alone(arg, found);
            }
        }
        Shape::Name(name) if !found.contains(&name.as_str()) => found.push(name),
        _ => {
            for part in node.parts() {
                alone(part, found);
            }
        }
    }
}
