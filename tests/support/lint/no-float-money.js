import { isMoney, isMoneyName, nameOf } from './money-names.js';

const CONVERTERS = new Set(['Number', 'parseFloat', 'parseInt']);

/** A number type, or a union or array with one in it. */
function holdsNumber(type) {
  switch (type?.type) {
    case 'TSNumberKeyword':
      return true;
    case 'TSUnionType':
      return type.types.some(holdsNumber);
    case 'TSArrayType':
      return holdsNumber(type.elementType);
    case 'TSTypeOperator':
      return holdsNumber(type.typeAnnotation);
    default:
      return false;
  }
}

/**
 * Amounts are bigint minor units from the database to the page. A float holds most of them exactly, so tests pass,
 * and then a cent is missing. Amounts are known by their names.
 */
export default {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      converted: 'An amount never becomes a float: {{name}}(…) here. Stay in bigint minor units (~/lib/money).',
      typed: '{{name}} is money, so it is a bigint, never a number.',
      literal: '{{name}} is money, so it starts as a bigint ({{value}}n), never as a number.',
    },
  },
  create(context) {
    const refuseConversion = (node, name) => context.report({ node, messageId: 'converted', data: { name } });
    const checkType = (node, name, annotation) => {
      if (name !== null && isMoneyName(name) && holdsNumber(annotation?.typeAnnotation)) {
        context.report({ node, messageId: 'typed', data: { name } });
      }
    };
    const checkValue = (node, name, value) => {
      if (name !== null && isMoneyName(name) && value?.type === 'Literal' && typeof value.value === 'number') {
        context.report({ node, messageId: 'literal', data: { name, value: value.raw } });
      }
    };
    return {
      CallExpression(node) {
        const { callee } = node;
        const name = nameOf(callee);
        if (callee.type === 'Identifier') {
          if (CONVERTERS.has(name) && node.arguments.some(isMoney)) refuseConversion(node, name);
          return;
        }
        if (callee.type !== 'MemberExpression') return;
        const owner = nameOf(callee.object);
        if ((owner === 'Math' || (owner === 'Number' && CONVERTERS.has(name))) && node.arguments.some(isMoney))
          refuseConversion(node, `${owner}.${name}`);
        if ((name === 'toFixed' || name === 'toPrecision') && isMoney(callee.object)) refuseConversion(node, name);
      },
      UnaryExpression(node) {
        if (node.operator === '+' && isMoney(node.argument)) refuseConversion(node, '+');
      },
      Identifier(node) {
        checkType(node, node.name, node.typeAnnotation);
      },
      TSPropertySignature(node) {
        checkType(node, nameOf(node.key), node.typeAnnotation);
      },
      PropertyDefinition(node) {
        checkType(node, nameOf(node.key), node.typeAnnotation);
        checkValue(node, nameOf(node.key), node.value);
      },
      VariableDeclarator(node) {
        checkValue(node, nameOf(node.id), node.init);
      },
      AssignmentExpression(node) {
        checkValue(node, nameOf(node.left), node.right);
      },
      Property(node) {
        checkValue(node, nameOf(node.key), node.value);
      },
    };
  },
};
