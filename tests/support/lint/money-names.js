/** Amounts are named by their unit: `totalMinor`, `dueMinor`, `minor`. Arrays of them too. */
export function isMoneyName(name) {
  return /(^minor|Minor)s?$/.test(name);
}

/** The name a value is known by, whatever it is wrapped in; null when it has none. */
export function nameOf(node) {
  switch (node?.type) {
    case 'Identifier':
      return node.name;
    case 'MemberExpression':
      return node.computed
        ? node.property.type === 'Literal'
          ? String(node.property.value)
          : nameOf(node.object)
        : nameOf(node.property);
    case 'ChainExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return nameOf(node.expression);
    default:
      return null;
  }
}

/** Whether a value is an amount or worked out from one. */
export function isMoney(node) {
  switch (node?.type) {
    case 'BinaryExpression':
      return /^(\+|-|\*|\/|%|\*\*)$/.test(node.operator) && (isMoney(node.left) || isMoney(node.right));
    case 'UnaryExpression':
      return node.operator === '-' && isMoney(node.argument);
    case 'ConditionalExpression':
      return isMoney(node.consequent) || isMoney(node.alternate);
    case 'LogicalExpression':
      return isMoney(node.left) || isMoney(node.right);
    case 'TemplateLiteral':
      return node.expressions.some(isMoney);
    case 'CallExpression':
      // `amountMinor.toString()`, `String(amountMinor)` are still the amount; `format(amountMinor)` is not.
      if (node.callee.type === 'MemberExpression')
        return nameOf(node.callee) === 'toString' && isMoney(node.callee.object);
      return nameOf(node.callee) === 'String' && node.arguments.some(isMoney);
    default: {
      const name = nameOf(node);
      return name !== null && isMoneyName(name);
    }
  }
}
